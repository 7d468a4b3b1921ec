using System.CommandLine;
using NormFace.Embeddings;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Options by which every evaluation finds its embeddings.</summary>
internal static class EmbeddingOptions
{
    private static readonly Option<FileInfo?> Embeddings = new("--embeddings")
    {
        Description =
            "The embeddings: a .npy file (float32 [N, D]) with --names, or a .safetensors file of 'normface embed'.",
    };

    private static readonly Option<FileInfo?> Names = new("--names")
    {
        Description = "The list of pictures of a .npy file, one relative path a line.",
    };

    private static readonly Option<FileInfo?> Mirror = new("--mirror-embeddings")
    {
        Description = "Embeddings of the mirror images, in the order of --names, to merge with the others.",
    };

    private static readonly Option<string> Merge = new Option<string>("--merge")
    {
        Description = "How front and mirror embeddings become one.",
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

        foreach (var option in new Option[] { Embeddings, Names, Mirror, Merge })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether embeddings were named.</summary>
    public static bool IsGiven(ParseResult parsed) => parsed.GetValue(Embeddings) is not null;

    /// <summary>Name of the embeddings' file, without its ending.</summary>
    public static string Name(ParseResult parsed) =>
        Path.GetFileNameWithoutExtension(parsed.GetValue(Embeddings)!.Name);

    /// <summary>Reads what was named.</summary>
    public static FeatureSet Read(ParseResult parsed)
    {
        var names = parsed.GetValue(Names)?.FullName;
        var front = FeatureFile.Read(parsed.GetValue(Embeddings)!.FullName, names);
        return parsed.GetValue(Mirror) is { } mirror
            ? front.MergeWith(
                FeatureFile.Read(mirror.FullName, IsMatrix(mirror) ? names : null),
                Enum.Parse<MirrorMerge>(parsed.GetValue(Merge)!, ignoreCase: true))
            : front;
    }

    /// <summary>Whether a file is a matrix that needs a list of names.</summary>
    public static bool IsMatrix(FileInfo file) => file.Extension.Equals(".npy", StringComparison.OrdinalIgnoreCase);
}
