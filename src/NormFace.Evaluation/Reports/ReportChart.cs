using NormFace.Charts;

namespace NormFace.Reports;

/// <summary>A chart of lines and dots for a <see cref="ReportPage"/>, its axes found from what it shows.</summary>
/// <param name="title">Title above the chart.</param>
/// <param name="across">What the horizontal axis shows, with the unit.</param>
/// <param name="up">What the vertical axis shows, with the unit.</param>
public sealed class ReportChart(string title, string across, string up)
{
    private readonly List<ChartSeries> series = [];
    private readonly List<double> columns = [];
    private readonly List<double> heights = [];

    /// <summary>Title above the chart.</summary>
    public string Title { get; } = title;

    /// <summary>
    /// Whether the horizontal axis is logarithmic; values up to 0 have no place on it. Default: false.
    /// </summary>
    public bool IsLogarithmicAcross { get; init; }

    /// <summary>Whether the vertical axis is logarithmic. Default: false.</summary>
    public bool IsLogarithmicUp { get; init; }

    /// <summary>A place that the axes hold besides what is drawn; NaN for none. Default: none.</summary>
    public (double X, double Y) Holds { get; init; } = (double.NaN, double.NaN);

    /// <summary>Adds a line.</summary>
    /// <param name="name">Name in the legend; empty for no entry.</param>
    /// <param name="points">Points in order; may be empty. A value without a place on its axis parts the line.</param>
    /// <param name="color">Number of the colour, at least 0; there are seven and they repeat.</param>
    /// <param name="isDashed">Whether the line is dashed.</param>
    /// <returns>This chart.</returns>
    public ReportChart Line(string name, IEnumerable<(double X, double Y)> points, int color, bool isDashed = false)
    {
        ChartPoint[] kept = [.. points.Select(point => new ChartPoint(point.X, point.Y))];
        columns.AddRange(kept.Select(point => point.X));
        heights.AddRange(kept.Select(point => point.Y));
        series.Add(new ChartSeries(name, kept) { Color = color, IsDashed = isDashed });
        return this;
    }

    /// <summary>Adds a dot, perhaps with an upright bar through it, such as an interval.</summary>
    /// <param name="at">Where it is.</param>
    /// <param name="text">Tooltip.</param>
    /// <param name="color">Number of the colour.</param>
    /// <param name="bar">Ends of the bar. Default: none.</param>
    /// <returns>This chart.</returns>
    public ReportChart Dot((double X, double Y) at, string text, int color, (double Low, double High)? bar = null)
    {
        columns.Add(at.X);
        heights.AddRange([at.Y, bar?.Low ?? at.Y, bar?.High ?? at.Y]);
        var dot = new ChartDot(new ChartPoint(at.X, at.Y), text)
        {
            Bar = bar is { } ends ? new ChartRange(at.X, ends.Low, ends.High) : null,
        };
        series.Add(new ChartSeries("", []) { Color = color, Dots = [dot] });
        return this;
    }

    internal LineChart ToLines() => new(
        Title,
        Axis(across, columns.Append(Holds.X), IsLogarithmicAcross),
        Axis(up, heights.Append(Holds.Y), IsLogarithmicUp),
        series);

    private static ChartAxis Axis(string label, IEnumerable<double> values, bool isLogarithmic) =>
        ChartAxis.Holding(label, values, isLogarithmic ? AxisScale.Logarithmic : AxisScale.Linear);
}
