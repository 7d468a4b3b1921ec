using NormFace.Studies;
using ScottPlot;

namespace NormFace.Figures.Paper;

/// <summary>
/// Training real faces at several scales: the loss stops at the bound of its scale; a learned scale finds its way.
/// </summary>
internal static class ScaleStudyFigure
{
    /// <summary>Draws loss with bound, and the scale, of each row's first seed.</summary>
    public static void Write(string folder, Study study, IReadOnlyCollection<CellResult> results)
    {
        var curves = study.Rows
            .Select(row =>
                (
                    row.Title,
                    results.Where(result => result.Row == row.Name)
                        .OrderBy(result => result.Seed)
                        .FirstOrDefault()?.Curve))
            .Where(row => row.Curve is { Count: > 0 }).ToArray();
        var top = 1.08 * curves.Max(row => row.Curve!.Max(point => point.Loss));
        var last = curves.Max(row => row.Curve!.Max(point => point.Step));
        PaperCanvas.Write(folder, "scale-and-bound", 760, 560, plot =>
        {
            List<(double Height, string Text, Color Color)> ends = [];
            foreach (var (row, place) in curves.Select((row, place) => (row, place)))
            {
                PaperCanvas.Line(
                    plot,
                    row.Curve!.Select(point => ((double)point.Step, point.Loss)),
                    PaperCanvas.Classes[place],
                    2.5f);
                ends.Add((row.Curve![^1].Loss, row.Title, PaperCanvas.Classes[place]));
                var floor = row.Curve!.Where(point => point.Floor is not null)
                    .Select(point => ((double)point.Step, point.Floor!.Value))
                    .ToArray();
                if (floor.Length > 0)
                {
                    // thin, as SVG has no dashes from Skia
                    PaperCanvas.Line(plot, floor, PaperCanvas.Classes[place], 1.2f);
                    ends.Add((floor[^1].Item2, "bound, " + row.Title, PaperCanvas.Classes[place]));
                }
            }

            NameEnds(plot, ends, last, apart: top / 24);
            plot.Title("Loss, and the bound below it (thin)");
            plot.HideLegend(); // the names stand at the ends of the lines
            plot.XLabel("step");
            plot.YLabel("nats");
            plot.Axes.SetLimits(0, 1.38 * last, -0.02 * top, top); // room for the names
            plot.Axes.Bottom.TickGenerator = PaperCanvas.Ticks([
                .. Enumerable.Range(0, 6).Select(part =>
                    (part * last / 5.0, FormattableString.Invariant($"{part * last / 5:N0}")))]);
        },
        plot =>
        {
            foreach (var (row, place) in curves.Select((row, place) => (row, place)).Where(
                entry => entry.row.Curve!.Any(point => point.Scale is not null)))
            {
                PaperCanvas.Line(
                    plot,
                    row.Curve!.Where(point => point.Scale is not null).Select(point =>
                        ((double)point.Step, point.Scale!.Value)),
                    PaperCanvas.Classes[place],
                    2.5f,
                    row.Title);
            }

            plot.Title("The scale");
            plot.XLabel("step");
            plot.YLabel("scale s");
            plot.ShowLegend(ScottPlot.Alignment.UpperLeft);
        });
    }

    // From the lowest up; a name that would touch the one below it moves up.
    private static void NameEnds(
        Plot plot, IEnumerable<(double Height, string Text, Color Color)> ends, double last, double apart)
    {
        var free = double.NegativeInfinity;
        foreach (var (height, text, color) in ends.OrderBy(end => end.Height))
        {
            var at = Math.Max(height, free);
            PaperCanvas.Word(plot, text, 1.015 * last, at, color, 13, ScottPlot.Alignment.MiddleLeft);
            free = at + apart;
        }
    }
}
