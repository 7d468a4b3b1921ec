using NormFace.Studies;

namespace NormFace.Cli.Figures.Paper;

/// <summary>Training real faces at several scales: the loss stops at the bound of its scale; a learned scale finds its way.</summary>
internal static class ScaleStudyFigure
{
    /// <summary>Draws loss with bound, and the scale, of each row's first seed.</summary>
    public static void Write(string folder, Study study, IReadOnlyCollection<CellResult> results)
    {
        var curves = study.Rows
            .Select(row => (row.Title, results.Where(result => result.Row == row.Name).OrderBy(result => result.Seed).FirstOrDefault()?.Curve))
            .Where(row => row.Curve is { Count: > 0 }).ToArray();
        PaperCanvas.Write(folder, "scale-and-bound", 760, 560, plot =>
        {
            foreach (var (row, place) in curves.Select((row, place) => (row, place)))
            {
                PaperCanvas.Line(plot, row.Curve!.Select(point => ((double)point.Step, point.Loss)), PaperCanvas.Classes[place], 2.5f, row.Title);
                var floor = row.Curve!.Where(point => point.Floor is not null).Select(point => ((double)point.Step, point.Floor!.Value)).ToArray();
                if (floor.Length > 0)
                {
                    PaperCanvas.Line(plot, floor, PaperCanvas.Classes[place].WithAlpha(0.6), 1.2f); // thin, as SVG has no dashes from Skia
                }
            }

            plot.Title("Loss, and the bound below it (thin); colours as beside");
            plot.HideLegend(); // lines leave no corner free
            plot.XLabel("step");
            plot.YLabel("nats");
            plot.Axes.SetLimitsY(0, 1.08 * curves.Max(row => row.Curve!.Max(point => point.Loss)));
        },
        plot =>
        {
            foreach (var (row, place) in curves.Select((row, place) => (row, place)).Where(entry => entry.row.Curve!.Any(point => point.Scale is not null)))
            {
                PaperCanvas.Line(plot, row.Curve!.Where(point => point.Scale is not null).Select(point => ((double)point.Step, point.Scale!.Value)), PaperCanvas.Classes[place], 2.5f, row.Title);
            }

            plot.Title("The scale");
            plot.XLabel("step");
            plot.YLabel("scale s");
            plot.ShowLegend(ScottPlot.Alignment.UpperLeft);
        });
    }
}
