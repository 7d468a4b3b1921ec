using System.CommandLine;
using NormFace.Models;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>The option <c>--home</c>: pictures like those to be compared.</summary>
internal static class HomeOption
{
    /// <summary>Builds the option.</summary>
    public static Option<FileInfo?> Create() => new("--home")
    {
        Description = "Embeddings of pictures like those to be compared, of as many people as possible, by the same "
            + "model (.safetensors): the correction is centred on them.",
    };

    /// <summary>A correction, centred on the pictures at home if some are given.</summary>
    public static SourceCorrection Moved(SourceCorrection correction, FileInfo? home) =>
        home is null ? correction : correction.MovedTo(EmbeddingOptions.Read(home, null));
}
