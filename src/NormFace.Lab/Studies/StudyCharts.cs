using NormFace.Reports;

namespace NormFace.Studies;

/// <summary>The charts of a study: figures along what is varied, and how training went.</summary>
internal static class StudyCharts
{
    private const int MostCurves = 7; // there are as many colours

    /// <summary>Adds the charts to a page.</summary>
    public static ReportPage AddTo(ReportPage page, Study study, IReadOnlyList<CellResult> results)
    {
        var rows = StudySummary.Of(study, results, "front");
        var varied = rows.Where(row => row.Row.Series is not null).GroupBy(row => row.Row.Series!).ToArray();
        if (varied.Length > 0)
        {
            page = page.Heading("What is varied").Chart(Along(varied, "eer", "EER over all pairs, %"));
            page = study.PairsPath is null ? page : page.Chart(Along(varied, "accuracy", "accuracy, %"));
        }

        var curves = study.Rows
            .Select(row =>
                (
                    row.Title,
                    Curve: results.Where(result => result.Row == row.Name)
                        .OrderBy(result => result.Seed)
                        .FirstOrDefault()?.Curve ?? []))
            .Where(row => row.Curve.Count > 0).ToArray();
        if (curves.Length is > 0 and <= MostCurves)
        {
            page = page.Heading("Training, first seed")
                .Chart(Training(
                    curves,
                    "Loss, and the bound below it (dashed)",
                    "nats",
                    point => point.Loss,
                    point => point.Floor));
            if (curves.SelectMany(row => row.Curve)
                    .Select(point => point.Scale)
                    .Where(scale => scale is not null)
                    .Distinct()
                    .Count() > 1)
            {
                page = page.Chart(Training(curves, "Scale", "scale s", point => point.Scale, _ => null));
            }
        }

        return page;
    }

    private static ReportChart Along(IGrouping<string, RowSummary>[] varied, string name, string label)
    {
        ReportChart chart = new(label, "weight", label) { IsLogarithmicAcross = true };
        for (var color = 0; color < varied.Length; color++)
        {
            chart.Line(
                varied[color].Key, varied[color].OrderBy(row => row.Row.X).Select(row => Point(row, name)), color);
            foreach (var row in varied[color])
            {
                var value = row.Figures[name].Value;
                chart.Dot(
                    Point(row, name),
                    row.Row.Title,
                    color,
                    double.IsNaN(value.Low) ? null : (100 * value.Low, 100 * value.High));
            }
        }

        return chart;
    }

    private static (double, double) Point(RowSummary row, string name) =>
        (row.Row.X!.Value, 100 * row.Figures[name].Value.Value);

    private static ReportChart Training(
        (string Title, IReadOnlyList<CurvePoint> Curve)[] curves,
        string title,
        string label,
        Func<CurvePoint, double?> figure,
        Func<CurvePoint, double?> dashed)
    {
        ReportChart chart = new(title, "step", label) { Holds = (0, 0) };
        for (var color = 0; color < curves.Length; color++)
        {
            chart.Line(curves[color].Title, Points(curves[color].Curve, figure), color);
        }

        for (var color = 0; color < curves.Length; color++)
        {
            var points = Points(curves[color].Curve, dashed);
            if (points.Length > 0)
            {
                chart.Line("", points, color, isDashed: true);
            }
        }

        return chart;
    }

    private static (double, double)[] Points(IReadOnlyList<CurvePoint> curve, Func<CurvePoint, double?> figure) =>
        [.. curve.Where(point => figure(point) is not null).Select(
            point => ((double)point.Step, figure(point)!.Value))];
}
