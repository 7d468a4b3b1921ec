using ScottPlot;

namespace NormFace.Cli.Figures.Paper;

/// <summary>Digits as directions of three values, each class around its agent, seen from two sides.</summary>
internal static class DigitSphereFigure
{
    private const int Shown = 3000;

    /// <summary>Draws the sphere.</summary>
    public static void Write(string folder, DigitFeatures digits) =>
        PaperCanvas.Write(folder, "sphere-c-contrastive", 640, 680, plot => Draw(plot, digits, turn: 25, "One side of the sphere"), plot => Draw(plot, digits, turn: 205, "The other side"));

    private static void Draw(Plot plot, DigitFeatures digits, double turn, string title)
    {
        var view = new SphereView(turn, tilt: 22);
        view.Draw(plot);
        var some = digits.Some(Shown);
        for (var digit = 0; digit < 10; digit++)
        {
            view.Dots(plot, some.Of(digit).Select(DigitFeatures.Unit), PaperCanvas.Classes[digit], 4);
        }

        foreach (var (agent, digit) in digits.ClassVectors.Select((agent, digit) => (agent, digit)))
        {
            var seen = view.Seen(agent);
            if (seen.Depth < 0)
            {
                continue;
            }

            plot.Add.Marker(seen.X, seen.Y, MarkerShape.FilledCircle, 10, PlotLook.Ink);
            PaperCanvas.Label(plot, FormattableString.Invariant($"{digit}"), seen.X, seen.Y);
        }

        PaperCanvas.Word(plot, $"{title}; pale: behind it", 0, 1.11, size: 15);
    }
}
