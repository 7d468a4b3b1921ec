using NormFace.Charts;
using NormFace.Logs;

namespace NormFace.Reports;

/// <summary>Makes the charts of training: loss with its floor, scale, cosines, error rate.</summary>
internal static class TrainingCharts
{
    public static IReadOnlyList<ReportBlock> Of(IReadOnlyList<ReportRun> runs)
    {
        if (runs.All(run => run.Curve.Count == 0))
        {
            return [];
        }

        ChartBlock?[] charts =
        [
            Chart(runs, "Loss, and the floor below it (dashed)", "nats", AxisScale.Logarithmic, point => point.Loss, point => point.Floor),
            Chart(runs, "Scale", "scale s", AxisScale.Linear, point => point.Scale),
            Chart(runs, "Cosine with the own agent, and with the hardest other (dashed)", "cosine", AxisScale.Linear, point => point.OwnCosine, point => point.HardestCosine),
            Chart(runs, "Equal error rate on unseen identities", "EER, %", AxisScale.Linear, point => 100 * point.EqualErrorRate),
        ];
        return [new HeadingBlock("Training"), .. charts.OfType<ChartBlock>()];
    }

    // The first figure is drawn, the second dashed; a chart without values is left out.
    private static ChartBlock? Chart(
        IReadOnlyList<ReportRun> runs, string title, string label, AxisScale scale, params Func<TrainingPoint, double?>[] figures)
    {
        var points = runs.SelectMany(run => run.Curve).ToArray();
        var values = points.SelectMany(point => figures.Select(figure => figure(point))).OfType<double>().ToArray();
        if (values.Length == 0)
        {
            return null;
        }

        var series = runs.SelectMany((run, color) => run.Curve.Count == 0 ? [] : figures.Select((figure, place) =>
            new ChartSeries(place == 0 ? run.Name : "", Points(run.Curve, figure)) { Color = color, IsDashed = place > 0 }));
        return new ChartBlock(title, new LineChart(
            title, ChartAxis.Holding("step", points.Select(point => (double)point.Step).Append(0)), ChartAxis.Holding(label, values, scale), [.. series]));
    }

    private static IEnumerable<ChartPoint> Points(IReadOnlyList<TrainingPoint> curve, Func<TrainingPoint, double?> figure) =>
        curve.Where(point => figure(point) is not null).Select(point => new ChartPoint(point.Step, figure(point)!.Value));
}
