using System.CommandLine;

namespace NormFace.Cli.Commands;

/// <summary><c>--min-face-size</c>: the smallest face that is looked for.</summary>
internal static class MinFaceSizeOption
{
    /// <summary>Builds the option.</summary>
    public static Option<double?> Create() => new("--min-face-size")
    {
        Description = "Side of the smallest face to look for, in pixels; default: the detector's own, 1/20 of the "
            + "picture's shorter side for MTCNN, 1/50 for the one that ships, at least 20 and 16.",
    };
}
