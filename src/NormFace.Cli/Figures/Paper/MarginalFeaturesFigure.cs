using ScottPlot;

namespace NormFace.Cli.Figures.Paper;

/// <summary>Figure 7: features near a foreign feature that the margin around the foreign agent does not reach.</summary>
/// <remarks>
/// Pairs of features inside a margin would be pushed apart by the pairwise loss. Against agents only what lies near a foreign
/// agent is pushed: marginal features drop out, which is why agents want the larger margin. Misread digits are left out: one that lies
/// in the midst of a foreign digit would make every feature there a near one.
/// </remarks>
internal static class MarginalFeaturesFigure
{
    private const int Shown = 2000;
    private const double Margin = 1;

    /// <summary>Draws the two digits whose agents are nearest, and the share of lost features against the margin.</summary>
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
        List<(double X, double Y)> lost = [];
        foreach (var (digit, other, color) in new[] { (left, right, PaperCanvas.Classes[0]), (right, left, PaperCanvas.Classes[1]) })
        {
            var own = digits.Of(digit).Select(DigitFeatures.Unit).ToArray();
            var foreign = digits.Of(other).Select(DigitFeatures.Unit).ToArray();
            PaperCanvas.Dots(plot, [.. own.Select(frame.Seen)], color.WithAlpha(0.6), 6, FormattableString.Invariant($"{digits.Noun} {digit}"));
            lost.AddRange(own.Where(feature => IsLost(feature, foreign, digits.ClassVectors[other], Margin)).Select(frame.Seen));
            var agent = frame.Seen(digits.ClassVectors[digit]);
            var mark = plot.Add.Marker(agent.X, agent.Y, MarkerShape.FilledDiamond, 15, color);
            mark.MarkerLineColor = PlotLook.Ink;
            mark.MarkerLineWidth = 1.5f;
            PaperCanvas.Line(plot, frame.Circle(digits.ClassVectors[digit], Margin), color, 1.5f);
        }

        PaperCanvas.Dots(plot, lost, PlotLook.Ink, 3, "near a foreign feature, not near its agent");

        plot.Title("Agents (diamonds) and their margin 1");
        plot.XLabel("across, radians");
        plot.YLabel("up, radians");
        plot.ShowLegend(ScottPlot.Alignment.UpperRight);
        PaperCanvas.Square(plot, -1.9, 1.9, -1.6, 1.6);
    }

    private static void DrawShares(Plot plot, DigitFeatures digits)
    {
        var units = digits.Vectors.Select(DigitFeatures.Unit).ToArray();
        double[] toAgent = [.. units.Select((unit, index) => digits.ClassVectors.Where((_, digit) => digit != digits.Labels[index]).Min(agent => Squared(unit, agent)))];
        double[] toFeature = [.. units.Select((unit, index) => units.Where((_, other) => digits.Labels[other] != digits.Labels[index]).Min(other => Squared(unit, other)))];
        var margins = Enumerable.Range(0, 81).Select(step => step / 40.0).ToArray();
        PaperCanvas.Line(plot, margins.Select(margin => (margin, Share(toFeature, margin))), PaperCanvas.Classes[0], 2.5f, "near a foreign feature (pairwise)");
        PaperCanvas.Line(plot, margins.Select(margin => (margin, Share(toAgent, margin))), PaperCanvas.Classes[3], 2.5f, "near a foreign agent");
        plot.Title($"Features within the margin of another {digits.Noun}");
        plot.XLabel("margin on the squared distance");
        plot.YLabel("share of features");
        plot.ShowLegend(ScottPlot.Alignment.LowerRight);
        plot.Axes.SetLimits(0, 2, 0, 1.02);
    }

    private static bool IsLost(double[] feature, double[][] foreign, double[] agent, double margin) =>
        Squared(feature, agent) >= margin && foreign.Any(other => Squared(feature, other) < margin);

    private static double Share(double[] distances, double margin) => (double)distances.Count(distance => distance < margin) / distances.Length;

    private static (int, int) Nearest(IReadOnlyList<double[]> agents) =>
        (from left in Enumerable.Range(0, agents.Count)
         from right in Enumerable.Range(left + 1, agents.Count - left - 1)
         orderby Squared(agents[left], agents[right])
         select (left, right)).First();

    private static double Squared(double[] left, double[] right) => left.Zip(right, (a, b) => (a - b) * (a - b)).Sum();
}
