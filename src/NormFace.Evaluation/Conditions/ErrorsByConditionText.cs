using NormFace.Charts;

namespace NormFace.Conditions;

/// <summary>Numbers of errors as readers see them.</summary>
internal static class ErrorsByConditionText
{
    private const string TooSmall = "too few";

    /// <summary>A rate in percent with three digits that count; such rates are often far below 1 %.</summary>
    public static string Percent(double rate) => Number(100 * rate) + " %";

    /// <summary>A rate, or that there are too few pairs or people for one.</summary>
    public static string Rate(BinErrors errors) => errors.Rate is { } rate ? Percent(rate.Value) : TooSmall;

    /// <summary>Both ends of an interval in percent; nothing if there is none.</summary>
    public static string Ends(ConfidenceInterval? interval) =>
        interval is { } known ? $"{Number(100 * known.Low)} – {Number(100 * known.High)}" : "";

    /// <summary>Both ends of a difference, which may be below 0.</summary>
    public static string Range(ConfidenceInterval? interval) =>
        interval is { } known ? $"{Number(100 * known.Low)} to {Number(100 * known.High)}" : "";

    /// <summary>A number with a minus sign in place of a hyphen.</summary>
    public static string Signed(string number) => number.StartsWith('-') ? "−" + number[1..] : number;

    /// <summary>A difference in percent points, with its sign.</summary>
    public static string Difference(BinErrors errors) => errors.Difference is { } difference
        ? (difference.Value > 0 ? "+" : "") + Number(100 * difference.Value)
        : "–";

    private static string Number(double percent) => Signed(Markup.Number(
        percent,
        Math.Abs(percent) switch
        {
            0 => "0",
            >= 100 => "0",
            >= 10 => "0.0",
            >= 1 => "0.00",
            >= 0.1 => "0.000",
            >= 0.01 => "0.0000",
            _ => "0.0e0",
        }));
}
