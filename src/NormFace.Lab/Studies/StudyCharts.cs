using NormFace.Charts;
using NormFace.Reports;

namespace NormFace.Studies;

/// <summary>The charts of a study: figures along what is varied, and how training went.</summary>
internal static class StudyCharts
{
    private const int MostCurves = 7; // there are as many colours

    public static IEnumerable<ReportBlock> Of(Study study, IReadOnlyList<CellResult> results)
    {
        var rows = StudySummary.Of(study, results, "front");
        var varied = rows.Where(row => row.Row.Series is not null).GroupBy(row => row.Row.Series!).ToArray();
        if (varied.Length > 0)
        {
            yield return new HeadingBlock("What is varied");
            yield return Along(varied, "eer", "EER over all pairs, %");
            if (study.PairsPath is not null)
            {
                yield return Along(varied, "accuracy", "accuracy, %");
            }
        }

        var curves = study.Rows
            .Select(row => (row.Title, Curve: results.Where(result => result.Row == row.Name).OrderBy(result => result.Seed).FirstOrDefault()?.Curve ?? []))
            .Where(row => row.Curve.Count > 0).ToArray();
        if (curves.Length is > 0 and <= MostCurves)
        {
            yield return new HeadingBlock("Training, first seed");
            yield return Training(curves, "Loss, and the bound below it (dashed)", "nats", point => point.Loss, point => point.Floor);
            if (curves.SelectMany(row => row.Curve).Select(point => point.Scale).Where(scale => scale is not null).Distinct().Count() > 1)
            {
                yield return Training(curves, "Scale", "scale s", point => point.Scale, _ => null);
            }
        }
    }

    private static ChartBlock Along(IReadOnlyList<IGrouping<string, RowSummary>> varied, string name, string label)
    {
        var ranges = varied.SelectMany(series => series.Select(row => row.Figures[name].Value)).ToArray();
        return new ChartBlock(label, new LineChart(
            label,
            ChartAxis.Holding("weight", varied.SelectMany(series => series.Select(row => row.Row.X!.Value)), AxisScale.Logarithmic),
            ChartAxis.Holding(label, ranges.SelectMany(range => new[] { 100 * range.Low, 100 * range.Value, 100 * range.High })),
            [.. varied.Select((series, color) => new ChartSeries(series.Key, series.OrderBy(row => row.Row.X).Select(row => new ChartPoint(row.Row.X!.Value, 100 * row.Figures[name].Value.Value)))
            {
                Color = color,
                Dots = [.. series.Select(row => Dot(row, row.Figures[name].Value))],
            })]));
    }

    private static ChartDot Dot(RowSummary row, ConfidenceInterval value) => new(new ChartPoint(row.Row.X!.Value, 100 * value.Value), row.Row.Title)
    {
        Bar = double.IsNaN(value.Low) ? null : new ChartRange(row.Row.X!.Value, 100 * value.Low, 100 * value.High),
    };

    private static ChartBlock Training(
        (string Title, IReadOnlyList<CurvePoint> Curve)[] curves, string title, string label, Func<CurvePoint, double?> figure, Func<CurvePoint, double?> dashed)
    {
        var points = curves.SelectMany(row => row.Curve).ToArray();
        return new ChartBlock(title, new LineChart(
            title,
            ChartAxis.Holding("step", points.Select(point => (double)point.Step).Append(0)),
            ChartAxis.Holding(label, points.SelectMany(point => new[] { figure(point) ?? double.NaN, dashed(point) ?? double.NaN }).Append(0)),
            [
                .. curves.Select((row, color) => new ChartSeries(row.Title, Points(row.Curve, figure)) { Color = color }),
                .. curves.Select((row, color) => new ChartSeries("", Points(row.Curve, dashed)) { Color = color, IsDashed = true }).Where(series => series.Points.Any()),
            ]));
    }

    private static IReadOnlyList<ChartPoint> Points(IReadOnlyList<CurvePoint> curve, Func<CurvePoint, double?> figure) =>
        [.. curve.Where(point => figure(point) is not null).Select(point => new ChartPoint(point.Step, figure(point)!.Value))];
}
