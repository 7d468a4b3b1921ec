namespace NormFace.Reports;

/// <summary>A cell of a table of a <see cref="ReportPage"/>.</summary>
/// <param name="Text">What it says.</param>
public sealed record ReportCell(string Text)
{
    /// <summary>A p-value as it is printed: never as 0, which no test can show.</summary>
    /// <param name="value">The p-value, in (0, 1].</param>
    /// <returns>Three decimals, or <c>&lt; 0.001</c>.</returns>
    public static string PValue(double value) =>
        value < 0.001 ? "< 0.001" : FormattableString.Invariant($"{value:0.000}");

    /// <summary>A smaller text below, such as an interval; default: none.</summary>
    public string Below { get; init; } = "";

    /// <summary>Whether it is set off from the others, as the best of its column.</summary>
    public bool IsBest { get; init; }

    /// <summary>Whether it is set off as a change for the worse; not with <see cref="IsBest"/>.</summary>
    public bool IsWorse { get; init; }

    /// <summary>Number of the colour of the series the row is about, drawn before the text; default: none.</summary>
    internal int? Color { get; init; }
}
