namespace NormFace.Charts;

/// <summary>Lines over two axes.</summary>
/// <param name="Title">Title of the chart.</param>
/// <param name="Across">The horizontal axis.</param>
/// <param name="Up">The vertical axis.</param>
/// <param name="Series">The lines, the first drawn first. What lies beyond an axis is drawn at its end.</param>
internal sealed record LineChart(string Title, ChartAxis Across, ChartAxis Up, IReadOnlyList<ChartSeries> Series)
    : Chart(Title)
{
    internal override IReadOnlyList<LegendEntry> Legend =>
        [.. Series.Where(series => series.Name.Length > 0).Select(
            series => new LegendEntry(series.Name, series.Color, series.IsDashed))];
}
