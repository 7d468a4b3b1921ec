using System.Globalization;
using NormFace.Storage;
using NormFace.Theory;

namespace NormFace.Figures.Paper;

/// <summary>Figure 5: the lowest softmax loss against the scale, for several numbers of classes.</summary>
internal static class BoundFigure
{
    private static readonly int[] ClassCounts = [10, 100, 1000, 10_000, 100_000];

    /// <summary>Draws the curves, and writes their points as CSV.</summary>
    public static void Write(string folder)
    {
        var scales = Enumerable.Range(0, 201).Select(step => step / 10.0).ToArray();
        PaperCanvas.Write(folder, "figure-5-bound", 900, 600, plot =>
        {
            foreach (var (classes, place) in ClassCounts.Select((classes, place) => (classes, place)))
            {
                PaperCanvas.Line(
                    plot,
                    scales.Select(scale => (scale, SoftmaxBound.At(classes, scale))),
                    PaperCanvas.Classes[place],
                    2.5f,
                    classes.ToString("N0", CultureInfo.InvariantCulture) + " classes");
            }

            plot.Title("No training of normalised features brings the loss lower");
            plot.XLabel("scale s = l²");
            plot.YLabel("lowest softmax loss, nats");
            plot.ShowLegend(ScottPlot.Alignment.UpperRight);
            plot.Axes.SetLimits(0, 20, 0, 12);
        });
        AtomicFile.WriteText(Path.Combine(folder, "figure-5-bound.csv"), string.Concat(
            ["scale," + string.Join(',', ClassCounts.Select(classes => $"classes_{classes}")) + "\n",
            .. scales.Select(scale =>
                FormattableString.Invariant($"{scale:0.0},")
                    + string.Join(
                        ',',
                        ClassCounts.Select(classes =>
                            SoftmaxBound.At(classes, scale).ToString("0.000000", CultureInfo.InvariantCulture)))
                    + "\n")]));
    }
}
