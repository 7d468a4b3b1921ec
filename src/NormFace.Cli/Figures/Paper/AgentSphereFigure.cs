using NormFace.Experiments;
using ScottPlot;

namespace NormFace.Cli.Figures.Paper;

/// <summary>Figure 6: where agents of two classes settle without and with a margin, and how they pull the features.</summary>
internal static class AgentSphereFigure
{
    private const long Seed = 1;
    private const double ArrowLength = 0.06;

    /// <summary>Draws the two spheres.</summary>
    public static void Write(string folder) =>
        PaperCanvas.Write(folder, "figure-6-agents", 640, 660, plot => Draw(plot, margin: 0), plot => Draw(plot, margin: 1));

    private static void Draw(Plot plot, double margin)
    {
        var geometry = AgentGeometry.Settle(margin, Seed);
        var view = new SphereView(0, tilt: 40);
        view.Draw(plot);
        Color[] colors = [PaperCanvas.Classes[0], PaperCanvas.Classes[1]];
        for (var of = 0; of < 2; of++)
        {
            view.Dots(plot, geometry.Features[of], colors[of], 5);
            foreach (var (feature, pull) in geometry.Features[of].Zip(geometry.Pulls[of]))
            {
                Arrow(plot, view, feature, pull, colors[of]);
            }

            Mark(plot, view.Seen(geometry.Centres[of]), MarkerShape.OpenCircle, PlotLook.Ink);
            Mark(plot, view.Seen(geometry.Agents[of]), MarkerShape.FilledDiamond, PlotLook.Ink);
        }

        PaperCanvas.Word(
            plot,
            FormattableString.Invariant($"margin {margin:0}: centres (circles) {AgentGeometry.Degrees(geometry.Centres):0.0}° apart, agents (diamonds) {AgentGeometry.Degrees(geometry.Agents):0.0}°"),
            0,
            -1.13,
            size: 15);
        PaperCanvas.Word(plot, margin > 0 ? "With a margin: foreign features push the agents apart" : "Without a margin: agents stay at the centres", 0, 1.11, size: 16);
    }

    private static void Arrow(Plot plot, SphereView view, double[] feature, double[] pull, Color color)
    {
        var (from, to) = (view.Seen(feature), view.Seen([.. feature.Zip(pull, (at, step) => at + (ArrowLength * step))]));
        if (from.Depth >= 0)
        {
            PaperCanvas.Line(plot, [(from.X, from.Y), (to.X, to.Y)], color.WithAlpha(0.8), 1.2f);
        }
    }

    private static void Mark(Plot plot, (double X, double Y, double Depth) at, MarkerShape shape, Color color)
    {
        var mark = plot.Add.Marker(at.X, at.Y, shape, 15, color);
        mark.MarkerLineWidth = 2.5f;
    }
}
