namespace NormFace.Charts;

/// <summary>Draws a chart in a size.</summary>
internal static class ChartDrawing
{
    /// <summary>The drawing, ready to be written into a page or a file.</summary>
    public static SvgChart Of(Chart chart, int width, int height)
    {
        var drawing = chart switch
        {
            LineChart lines => Lines(lines, width, height),
            HistogramChart histogram => Histogram(histogram, width, height),
            _ => throw new NotSupportedException(
                $"A chart must be a line chart or a histogram, but was {chart.GetType().Name}."),
        };
        foreach (var mark in chart.Marks)
        {
            drawing.Mark(mark.X, mark.Text);
        }

        return drawing;
    }

    private static SvgChart Lines(LineChart chart, int width, int height)
    {
        var drawing = new SvgChart(chart.Title, chart.Across, chart.Up, width, height);
        foreach (var series in chart.Series)
        {
            drawing.Line(series.Points, series.Color, series.IsDashed);
        }

        foreach (var series in chart.Series)
        {
            foreach (var dot in series.Dots)
            {
                drawing.Dot(dot, series.Color);
            }
        }

        return drawing;
    }

    private static SvgChart Histogram(HistogramChart chart, int width, int height)
    {
        var shares = chart.Series.Select(series => Shares(series.Counts)).ToArray();
        var highest = shares.Max(kind => kind.Max());
        var across = new ChartAxis(chart.Label, chart.Edges[0], chart.Edges[^1]);
        var drawing = new SvgChart(
            chart.Title, across, ChartAxis.Holding("share per bin, %", [0, highest]), width, height);
        for (var kind = 0; kind < shares.Length; kind++)
        {
            drawing.Area(Steps(chart.Edges, shares[kind]), chart.Series[kind].Color);
        }

        return drawing;
    }

    private static double[] Shares(IReadOnlyList<long> counts)
    {
        var sum = counts.Sum(count => (double)count);
        return [.. counts.Select(count => sum > 0 ? 100 * count / sum : 0)];
    }

    private static List<ChartPoint> Steps(IReadOnlyList<double> edges, double[] heights)
    {
        List<ChartPoint> points = [];
        for (var bin = 0; bin < heights.Length; bin++)
        {
            points.Add(new ChartPoint(edges[bin], heights[bin]));
            points.Add(new ChartPoint(edges[bin + 1], heights[bin]));
        }

        return points;
    }
}
