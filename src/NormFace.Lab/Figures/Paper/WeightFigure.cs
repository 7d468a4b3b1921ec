using NormFace.Studies;
using ScottPlot;

namespace NormFace.Figures.Paper;

/// <summary>Figure 8: accuracy, and the finer equal error rate, against the weight of the second loss.</summary>
internal static class WeightFigure
{
    /// <summary>Draws a study whose rows are points of lines; its first row is the baseline.</summary>
    public static void Write(string folder, Study study, IReadOnlyCollection<CellResult> results)
    {
        var rows = StudySummary.Of(study, results, "front");
        PaperCanvas.Write(folder, "figure-8-weights", 760, 560,
            plot => Draw(plot, rows, "Accuracy", "accuracy", "accuracy of the folds' pairs, %"),
            plot => Draw(plot, rows, "Equal error rate", "eer", "equal error rate over all pairs, %"));
    }

    private static void Draw(Plot plot, IReadOnlyList<RowSummary> rows, string title, string figure, string label)
    {
        var baseline = plot.Add.HorizontalLine(100 * rows[0].Figures[figure].Value.Value, 1.2f, PlotLook.Ink);
        baseline.LegendText = rows[0].Row.Title;
        foreach (var (series, place) in rows.Where(row => row.Row.Series is not null)
                .GroupBy(row => row.Row.Series!)
                .Select((series, place) => (series, place)))
        {
            var color = PaperCanvas.Classes[place == 0 ? 0 : 3];
            // Beside each other, or bars of one weight would hide each other.
            var beside = place == 0 ? -0.02 : 0.02;
            var points = series.OrderBy(row => row.Row.X)
                .Select(row =>
                    (
                        X: Math.Log10(row.Row.X!.Value) + beside,
                        row.Figures[figure].Difference,
                        row.Figures[figure].Value))
                .ToArray();
            PaperCanvas.Line(
                plot,
                points.Select(point => (point.X, 100 * point.Value.Value)),
                color,
                2.5f,
                series.Key).MarkerSize = 8;
            foreach (var (x, difference, value) in points.Where(
                point => point.Difference is { } known && !double.IsNaN(known.Low)))
            {
                // The interval of the difference, around the row's own value: what is common to all rows does not blur
                // it.
                var shift = value.Value - difference!.Value.Value;
                PaperCanvas.Line(
                    plot,
                    [(x, 100 * (shift + difference.Value.Low)), (x, 100 * (shift + difference.Value.High))],
                    color,
                    1.5f);
            }
        }

        var ticks = new ScottPlot.TickGenerators.NumericManual();
        foreach (var x in rows.Select(row => row.Row.X).OfType<double>().Distinct())
        {
            ticks.AddMajor(Math.Log10(x), x.ToString("0.#####", System.Globalization.CultureInfo.InvariantCulture));
        }

        plot.Axes.Bottom.TickGenerator = ticks;
        plot.XLabel("weight of the second loss");
        plot.YLabel(label);
        plot.Title(title + "\nbars: 95 % intervals of the difference to softmax alone");
        plot.Axes.Margins(0.06, 0.18);
        plot.ShowLegend(ScottPlot.Alignment.LowerLeft);
    }
}
