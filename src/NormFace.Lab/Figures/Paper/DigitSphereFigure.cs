using ScottPlot;

namespace NormFace.Figures.Paper;

/// <summary>Digits as directions of three values, each class around its agent, seen from two sides.</summary>
internal static class DigitSphereFigure
{
    private const int Shown = 3000;
    private const double LabelPixels = 24;

    /// <summary>Draws the sphere.</summary>
    public static void Write(string folder, DigitFeatures digits) =>
        PaperCanvas.Write(folder, "sphere-c-contrastive", 640, 670,
            plot => Draw(plot, digits, "Near side", new SphereView(turn: 25, tilt: 22)),
            // from just opposite: what is pale in one is full in the other
            plot => Draw(plot, digits, "Far side", new SphereView(turn: 205, tilt: -22)));

    private static void Draw(Plot plot, DigitFeatures digits, string title, SphereView view)
    {
        view.Draw(plot);
        PaperCanvas.Square(plot, -1.18, 1.18, -1.23, 1.13); // a word stands below
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
            // Outwards by a fixed way: near the middle a factor would leave the word on its dot.
            var radius = Math.Max(Math.Sqrt((seen.X * seen.X) + (seen.Y * seen.Y)), 1e-9);
            PaperCanvas.Label(
                plot,
                FormattableString.Invariant($"{digit}"),
                seen.X,
                seen.Y,
                (LabelPixels * seen.X / radius, -LabelPixels * seen.Y / radius));
        }

        plot.Title(title);
        PaperCanvas.Word(plot, "black: agents; pale: features behind, on the other side", 0, -1.13, size: 14);
    }
}
