using System.CommandLine;
using NormFace.Detection;

namespace NormFace.Cli.Commands;

/// <summary><c>--photographs</c>: whole pictures in place of aligned faces.</summary>
internal static class PhotographsOption
{
    /// <summary>Builds the option.</summary>
    public static Option<bool> Create() => new("--photographs")
    {
        Description = "The pictures are whole photographs, in which the face is found and aligned first; "
            + "--detector implies it.",
    };

    /// <summary>Whether the pictures are photographs.</summary>
    /// <exception cref="ArgumentException">They are aligned faces, and a face is to be chosen.</exception>
    public static bool IsGiven(
        ParseResult parsed, Option<bool> photographs, Option<string?> detector, Option<FaceChoice> face)
    {
        var isGiven = parsed.GetValue(photographs) || parsed.GetValue(detector) is not null;
        return isGiven || parsed.GetResult(face) is not { Implicit: false }
            ? isGiven
            : throw new ArgumentException(
                "--face must not be given without --photographs or --detector: the pictures are then expected to be "
                + "aligned faces.");
    }
}
