using NormFace.Charts;

namespace NormFace.Reports;

/// <summary>Which of two figures is the better one.</summary>
internal enum BetterFigure
{
    /// <summary>The higher one, as of accuracies.</summary>
    Higher,

    /// <summary>The lower one, as of errors.</summary>
    Lower,

    /// <summary>Neither, as of thresholds.</summary>
    Neither,
}

/// <summary>What a column of <see cref="FiguresBlock"/> shows.</summary>
/// <param name="Heading">Its heading; a line break parts it in two lines.</param>
internal sealed record FigureColumn(string Heading)
{
    private const int MostDecimals = 15;

    /// <summary>Whether figures are rates in [0, 1], written in percent. Default: true.</summary>
    public bool IsPercent { get; init; } = true;

    /// <summary>Digits behind the full stop, from 0 to 15. Default: 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is another number.</exception>
    public int Decimals
    {
        get;
        init => field = value is >= 0 and <= MostDecimals
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(Decimals),
                value,
                FormattableString.Invariant($"Decimals must lie in [0, {MostDecimals}], but was {value}."));
    } = 2;

    /// <summary>Which figure is set off as the best. Default: the highest.</summary>
    public BetterFigure Better { get; init; } = BetterFigure.Higher;

    /// <summary>Whether a figure has an interval.</summary>
    internal static bool HasEnds(ConfidenceInterval figure) => !double.IsNaN(figure.Low) && !double.IsNaN(figure.High);

    /// <summary>A figure as a cell.</summary>
    internal ReportCell Cell(ConfidenceInterval figure) =>
        new(Text(figure.Value) + (IsPercent && double.IsFinite(figure.Value) ? " %" : ""))
        {
            Below = HasEnds(figure) ? $"{Text(figure.Low)} – {Text(figure.High)}" : "",
        };

    private string Text(double value) =>
        Markup.Number((IsPercent ? 100 : 1) * value, Decimals == 0 ? "0" : "0." + new string('0', Decimals));
}

/// <summary>A row of <see cref="FiguresBlock"/>.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Figures">
/// A figure for each column; NaN ends mean that it has no interval, a NaN value that there is no figure.
/// </param>
internal sealed record FigureRow(string Name, IReadOnlyList<ConfidenceInterval> Figures)
{
    /// <summary>A row of figures without intervals.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="values">A value for each column; NaN if there is none.</param>
    /// <returns>The row.</returns>
    public static FigureRow WithoutIntervals(string name, params IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new FigureRow(
            name, [.. values.Select(value => new ConfidenceInterval(value, double.NaN, double.NaN, double.NaN))]);
    }
}
