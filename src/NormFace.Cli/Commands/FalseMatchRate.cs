using System.CommandLine;

namespace NormFace.Cli.Commands;

/// <summary><c>--fmr</c>: the share of pairs of two people that is taken for one person.</summary>
internal static class FalseMatchRate
{
    private const string Name = "--fmr";

    /// <summary>An option of one rate.</summary>
    public static Option<double?> One(string details) => new(Name) { Description = Described(details) };

    /// <summary>An option of several rates.</summary>
    public static Option<double[]> Several(string details, params double[] usual) => new(Name)
    {
        Description = Described(details),
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = usual.Length > 0 ? _ => usual : null,
    };

    private static string Described(string details) => $"False match rate (FAR in reports): {details}";
}
