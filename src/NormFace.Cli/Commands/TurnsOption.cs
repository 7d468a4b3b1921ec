using System.CommandLine;
using NormFace.Detection;

namespace NormFace.Cli.Commands;

/// <summary><c>--turns</c>: whether pictures are looked at on their sides and upside down.</summary>
internal static class TurnsOption
{
    private static readonly Dictionary<string, FaceTurns> Values = new()
    {
        ["none"] = FaceTurns.None,
        ["auto"] = FaceTurns.IfNothingIsFound,
        ["all"] = FaceTurns.All,
    };

    /// <summary>Builds the option.</summary>
    public static Option<string> Create() => new Option<string>("--turns")
    {
        Description = "Look for faces lying on their side and upside down: none, auto (if no face is found upright) or "
            + "all (always; four times the work).",
        DefaultValueFactory = _ => "auto",
    }.AcceptOnlyFromAmong([.. Values.Keys]);

    /// <summary>What was chosen.</summary>
    public static FaceTurns Chosen(ParseResult parsed, Option<string> option) => Values[parsed.GetValue(option)!];
}
