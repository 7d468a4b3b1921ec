using System.CommandLine;
using NormFace.Embeddings;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Options by which every evaluation finds its embeddings.</summary>
internal static class EmbeddingOptions
{
    /// <summary>What <c>--embeddings</c> means.</summary>
    public const string Description =
        "The embeddings: a .npy file (float32 [N, D]) with --names, or a .safetensors file of 'normface embed'.";

    /// <summary>What <c>--names</c> means, whether it is read or written.</summary>
    public const string NamesDescription =
        "Names of the pictures of a .npy file: one relative path a line, in row order.";

    /// <summary>What <c>--mirror</c> means.</summary>
    public const string MirrorDescription = "How the features of a picture and its mirror image become one";

    private static readonly Option<FileInfo?> Embeddings = new("--embeddings")
    {
        Description = EmbeddingOptions.Description,
    };

    private static readonly Option<FileInfo?> Names = new("--names")
    {
        Description = NamesDescription,
    };

    private static readonly Option<FileInfo?> MirrorFile = new("--mirror-embeddings")
    {
        Description = "Embeddings of the mirror images, in the order of --names, to merge with the others.",
    };

    private static readonly Option<string> Mirror = new Option<string>("--mirror")
    {
        Description = $"{MirrorDescription}; needs --mirror-embeddings.",
        DefaultValueFactory = _ => "sum",
    }.AcceptOnlyFromAmong("sum", "max", "concat");

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command, bool isRequired = true)
    {
        if (isRequired)
        {
            command.Validators.Add(result =>
            {
                if (result.GetResult(Embeddings) is null)
                {
                    result.AddError("Option '--embeddings' is required.");
                }
            });
        }

        foreach (var option in new Option[] { Embeddings, Names, MirrorFile, Mirror })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether embeddings were named.</summary>
    public static bool IsGiven(ParseResult parsed) => parsed.GetValue(Embeddings) is not null;

    /// <summary>Name of the embeddings' file, without its ending.</summary>
    public static string Name(ParseResult parsed) =>
        Path.GetFileNameWithoutExtension(parsed.GetValue(Embeddings)!.Name);

    /// <summary>What the file that was named says about its origin.</summary>
    public static EmbeddingOrigin Origin(ParseResult parsed) => EmbeddingOrigin.Of(parsed.GetValue(Embeddings)!);

    /// <summary>Reads what was named, and warns where it shows people whom the model knows.</summary>
    public static FeatureSet Read(ParseResult parsed)
    {
        var names = parsed.GetValue(Names)?.FullName;
        var front = FeatureFile.Read(parsed.GetValue(Embeddings)!.FullName, names);
        if (!PeopleOptions.AreGiven(parsed))
        {
            EmbeddingOrigin.Warn(front, Origin(parsed).People);
        }

        return parsed.GetValue(MirrorFile) is { } mirror
            ? front.MergeWith(
                FeatureFile.Read(mirror.FullName, IsMatrix(mirror) ? names : null),
                Enum.Parse<MirrorMerge>(parsed.GetValue(Mirror)!, ignoreCase: true))
            : front;
    }

    /// <summary>Whether a file is a matrix that needs a list of names.</summary>
    public static bool IsMatrix(FileInfo file) => file.Extension.Equals(".npy", StringComparison.OrdinalIgnoreCase);
}
