using System.CommandLine;
using NormFace.Detection;

namespace NormFace.Cli.Commands;

/// <summary>Option of commands over many photographs: which face of several is meant.</summary>
internal static class FaceOption
{
    /// <summary>The option.</summary>
    public static Option<string> Create() => new Option<string>("--face")
    {
        Description = "Face to choose if there are several: central (the paper's rule) or largest.",
        DefaultValueFactory = _ => "central",
    }.AcceptOnlyFromAmong("central", "largest");

    /// <summary>What was chosen.</summary>
    public static FaceChoice Chosen(ParseResult parsed, Option<string> option) =>
        Enum.Parse<FaceChoice>(parsed.GetValue(option)!, ignoreCase: true);
}
