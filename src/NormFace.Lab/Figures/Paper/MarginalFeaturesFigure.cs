using ScottPlot;

namespace NormFace.Figures.Paper;

/// <summary>
/// Figure 7: features near a foreign feature that the margin around the foreign agent does not reach.
/// </summary>
/// <remarks>
/// Pairs of features inside a margin would be pushed apart by the pairwise loss. Against agents only what lies near a
/// foreign agent is pushed: marginal features drop out, which is why agents want the larger margin. Misread digits are
/// left out: one that lies
/// in the midst of a foreign digit would make every feature there a near one.
/// </remarks>
internal static class MarginalFeaturesFigure
{
    private const int Shown = 2000;

    // Half of what it was in training, which leaves the agents little more than its margin apart: at 1 every feature
    // has a foreign one near.
    private const double Margin = 0.5;

    /// <summary>
    /// Draws the two digits whose agents are nearest, and the shares of near features against the margin.
    /// </summary>
    public static void Write(string folder, DigitFeatures digits)
    {
        var some = digits.ToldRightly().Some(Shown);
        var (left, right) = Nearest(digits.ClassVectors);
        PaperCanvas.Write(folder, "figure-7-marginal-features", 760, 640,
            plot => DrawPatch(plot, some, left, right),
            plot => DrawShares(plot, some));
    }

    private static void DrawPatch(Plot plot, DigitFeatures digits, int left, int right)
    {
        var frame = new TangentFrame(digits.ClassVectors[left], digits.ClassVectors[right]);
        // Two colours of which also the dark shades are told apart, whatever the digits' usual ones are.
        foreach (var (digit, other, color) in new[]
            {
                (left, right, PaperCanvas.Classes[0]),
                (right, left, PaperCanvas.Classes[1]),
            })
        {
            var own = digits.Of(digit).Select(DigitFeatures.Unit).ToArray();
            var foreign = digits.Of(other).Select(DigitFeatures.Unit).ToArray();
            PaperCanvas.Dots(plot, [.. own.Select(frame.Seen)], color.WithAlpha(0.5), 4);
            PaperCanvas.Dots(
                plot,
                [.. own.Where(feature => IsMarginal(feature, foreign, digits.ClassVectors[other])).Select(frame.Seen)],
                Dark(color).WithAlpha(0.7),
                4);
            PaperCanvas.Line(plot, frame.Circle(digits.ClassVectors[digit], Margin), color, 1.5f);
        }

        foreach (var (digit, color) in new[] { (left, PaperCanvas.Classes[0]), (right, PaperCanvas.Classes[1]) })
        {
            var agent = frame.Seen(digits.ClassVectors[digit]);
            plot.Add.Marker(agent.X, agent.Y, MarkerShape.FilledDiamond, 19, Colors.White);
            plot.Add.Marker(agent.X, agent.Y, MarkerShape.FilledDiamond, 15, color);
        }

        plot.Title(FormattableString.Invariant($"Two agents (diamonds), margin {Margin} around each (circles)"));
        plot.XLabel("across, radians");
        plot.YLabel("up, radians");
        plot.ShowLegend(
        [
            PaperCanvas.Entry(FormattableString.Invariant($"{digits.Noun} {left}"), PaperCanvas.Classes[0]),
            PaperCanvas.Entry(FormattableString.Invariant($"{digits.Noun} {right}"), PaperCanvas.Classes[1]),
            PaperCanvas.Entry(
                FormattableString.Invariant($"{left}, near a foreign feature, not the foreign agent"),
                Dark(PaperCanvas.Classes[0])),
            PaperCanvas.Entry(
                FormattableString.Invariant($"{right}, near a foreign feature, not the foreign agent"),
                Dark(PaperCanvas.Classes[1])),
        ], ScottPlot.Alignment.UpperRight);
        PaperCanvas.Square(plot, -1.5, 1.5, -1.1, 1.3); // the legend stands above
    }

    private static void DrawShares(Plot plot, DigitFeatures digits)
    {
        var units = digits.Vectors.Select(DigitFeatures.Unit).ToArray();
        double[] toAgent = [.. units.Select(
            (unit, index) =>
                digits.ClassVectors.Where((_, digit) => digit != digits.Labels[index])
                    .Min(agent => Squared(unit, agent)))];
        double[] toFeature = [.. units.Select(
            (unit, index) =>
                units.Where((_, other) => digits.Labels[other] != digits.Labels[index])
                    .Min(other => Squared(unit, other)))];
        var margins = Enumerable.Range(0, 81).Select(step => step / 40.0).ToArray();
        PaperCanvas.Line(plot, [(Margin, 0), (Margin, 1.02)], PlotLook.Ink, 1, "margin in the left picture");
        PaperCanvas.Line(
            plot,
            margins.Select(margin => (margin, Share(toFeature, margin))),
            PaperCanvas.Classes[2],
            2.5f,
            $"near a feature of another {digits.Noun}");
        PaperCanvas.Line(
            plot,
            margins.Select(margin => (margin, Share(toAgent, margin))),
            PaperCanvas.Classes[3],
            2.5f,
            $"near an agent of another {digits.Noun}");
        plot.Title("Share of features within a margin: all ten classes");
        plot.XLabel("margin on the squared distance");
        plot.YLabel("share of features");
        plot.ShowLegend(ScottPlot.Alignment.LowerRight);
        plot.Axes.SetLimits(0, 2, 0, 1.02);
    }

    private static Color Dark(Color color) => color.Darken(0.55);

    private static bool IsMarginal(double[] feature, double[][] foreign, double[] agent) =>
        Squared(feature, agent) >= Margin && foreign.Any(other => Squared(feature, other) < Margin);

    private static double Share(double[] distances, double margin) =>
        (double)distances.Count(distance => distance < margin) / distances.Length;

    private static (int, int) Nearest(IReadOnlyList<double[]> agents) =>
        (from left in Enumerable.Range(0, agents.Count)
         from right in Enumerable.Range(left + 1, agents.Count - left - 1)
         orderby Squared(agents[left], agents[right])
         select (left, right)).First();

    private static double Squared(double[] left, double[] right) => left.Zip(right, (a, b) => (a - b) * (a - b)).Sum();
}
