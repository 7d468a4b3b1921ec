using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Embeddings;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Options by which every evaluation finds its embeddings.</summary>
internal static class EmbeddingOptions
{
    /// <summary>What <c>--embeddings</c> means.</summary>
    public const string Description =
        "The embeddings: a .npy file (float32 [N, D]) with --names, or a .safetensors file of 'normface embed'; "
        + "- for standard input.";

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

    private static readonly Option<FileInfo?> CorrectedBy = new("--corrected-by")
    {
        Description = "Correct the embeddings for their source by this model's correction, which 'normface correct' "
            + "learnt; default: compare them as they are, in 'calibrate' as the model does.",
    };

    private static readonly Option<FileInfo?> Home = HomeOption.Create();

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

        foreach (var option in new Option[] { Embeddings, Names, MirrorFile, Mirror, CorrectedBy, Home })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether embeddings were named.</summary>
    public static bool IsGiven(ParseResult parsed) => parsed.GetValue(Embeddings) is not null;

    /// <summary>The model named to correct the embeddings; null if none is.</summary>
    public static FileInfo? Corrector(ParseResult parsed) => parsed.GetValue(CorrectedBy);

    /// <summary>Name of the embeddings' file, without its ending.</summary>
    public static string Name(ParseResult parsed) =>
        Path.GetFileNameWithoutExtension(parsed.GetValue(Embeddings)!.Name);

    /// <summary>What the file that was named says about its origin.</summary>
    public static EmbeddingOrigin Origin(ParseResult parsed) => EmbeddingOrigin.Of(parsed.GetValue(Embeddings)!);

    /// <summary>Reads what was named, and warns where it shows people whom the model knows.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="corrector">A model that corrects the embeddings where none is named; null if none does.</param>
    public static FeatureSet Read(ParseResult parsed, FileInfo? corrector = null)
    {
        var read = ReadUncorrected(parsed);
        if ((parsed.GetValue(CorrectedBy) ?? corrector) is not { } model)
        {
            return parsed.GetValue(Home) is null ? read : throw new ArgumentException(
                "--home moves the correction of a model: name the model, with --corrected-by.");
        }

        Origin(parsed).RequireModel(model, KnownModel.Read(model.FullName));
        return HomeOption.Moved(CorrectedModel.Read(model, null), parsed.GetValue(Home)).Apply(read);
    }

    private static FeatureSet ReadUncorrected(ParseResult parsed)
    {
        var names = parsed.GetValue(Names)?.FullName;
        var front = Read(parsed.GetValue(Embeddings)!, names, isGiven: true);
        if (!PeopleOptions.AreGiven(parsed))
        {
            EmbeddingOrigin.Warn(front, Origin(parsed).People);
        }

        return parsed.GetValue(MirrorFile) is { } mirror
            ? front.MergeWith(
                Read(mirror, names), Enum.Parse<MirrorMerge>(parsed.GetValue(Mirror)!, ignoreCase: true))
            : front;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file, or a pipe.</param>
    /// <param name="names">The list of names of a .npy file.</param>
    /// <param name="isGiven">Whether the list was given for this file, so that it is wrong beside a .safetensors
    /// file.</param>
    public static FeatureSet Read(FileInfo file, string? names, bool isGiven = false)
    {
        using var input = InputFile.Open(file.ToString());
        var isMatrix = Path.GetExtension(input.Path).Equals(".npy", StringComparison.OrdinalIgnoreCase);
        var set = FeatureFile.Read(input.Path, isGiven || isMatrix ? names : null);
        ConsoleReport.Detail(FormattableString.Invariant($"embeddings: {set.Count:N0} of {set.Size} values in {file}"));
        return set;
    }
}
