using System.Globalization;
using NormFace.Experiments;
using ScottPlot;

namespace NormFace.Figures.Paper;

/// <summary>
/// Figure 6: where agents of two classes settle without and with a margin, and how they pull the features.
/// </summary>
internal static class AgentSphereFigure
{
    private const long Seed = 1;
    private const double ArrowLength = 0.06;
    private const double HeadLength = 0.03;

    /// <summary>Draws the two spheres.</summary>
    public static void Write(string folder) =>
        PaperCanvas.Write(
            folder, "figure-6-agents", 640, 700, plot => Draw(plot, margin: 0), plot => Draw(plot, margin: 1));

    private static void Draw(Plot plot, double margin)
    {
        var geometry = AgentGeometry.Settle(margin, Seed);
        var view = new SphereView(0, tilt: 40);
        view.Draw(plot);
        PaperCanvas.Square(plot, -1.18, 1.18, -1.42, 1.1); // the words stand below
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
            string.Create(
                CultureInfo.InvariantCulture,
                $"centres {AgentGeometry.Degrees(geometry.Centres):0.0}° apart, agents "
                + $"{AgentGeometry.Degrees(geometry.Agents):0.0}° (pale dots: behind)"),
            0,
            -1.13,
            size: 15);
        plot.Title(margin > 0 ? FormattableString.Invariant($"Margin {margin:0}") : "Without a margin");
        plot.ShowLegend(
        [
            PaperCanvas.Entry("feature of class 1 and its pull", colors[0]),
            PaperCanvas.Entry("centre of a class's features", PlotLook.Ink, MarkerShape.OpenCircle, 12),
            PaperCanvas.Entry("feature of class 2 and its pull", colors[1]),
            PaperCanvas.Entry("agent of a class", PlotLook.Ink, MarkerShape.FilledDiamond, 12),
        ], ScottPlot.Alignment.LowerCenter);
        plot.Legend.Orientation = Orientation.Horizontal;
    }

    private static void Arrow(Plot plot, SphereView view, double[] feature, double[] pull, Color color)
    {
        var (from, to) = (
            view.Seen(feature), view.Seen([.. feature.Zip(pull, (at, step) => at + (ArrowLength * step))]));
        if (from.Depth >= 0)
        {
            var (x, y) = (to.X - from.X, to.Y - from.Y);
            var head = Math.Min(HeadLength / Math.Sqrt((x * x) + (y * y)), 0.5); // of a short arrow at most half
            (double, double) Wing(double turn) =>
                (
                    to.X - (head * ((x * Math.Cos(turn)) - (y * Math.Sin(turn)))),
                    to.Y - (head * ((x * Math.Sin(turn)) + (y * Math.Cos(turn)))));
            PaperCanvas.Line(
                plot,
                [(from.X, from.Y), (to.X, to.Y), Wing(0.5), (to.X, to.Y), Wing(-0.5)],
                color.WithAlpha(0.8),
                1.2f);
        }
    }

    private static void Mark(Plot plot, (double X, double Y, double Depth) at, MarkerShape shape, Color color)
    {
        var mark = plot.Add.Marker(at.X, at.Y, shape, 15, color);
        mark.MarkerLineWidth = 2.5f;
    }
}
