using NormFace.Protocols.Ytf;
using NormFace.Sampling;
using ScottPlot;

namespace NormFace.Cli.Figures.Paper;

/// <summary>Figure 9: how all similarities between two sets of pictures become a histogram, and the histograms of 200 pairs of sets.</summary>
/// <remarks>A set stands for a video: some test pictures of one digit. A pair is genuine where both sets show the same digit.</remarks>
internal static class HistogramFigure
{
    private const int Frames = 20;
    private const int PairsOfKind = 100;
    private const int Seed = 1;

    /// <summary>Draws a pair's matrix, its histogram, and the picture of all histograms.</summary>
    public static void Write(string folder, DigitFeatures digits)
    {
        float[][] units = [.. digits.Vectors.Select(vector => DigitFeatures.Unit(vector).Select(value => (float)value).ToArray())];
        var places = Enumerable.Range(0, 10).Select(digit => Enumerable.Range(0, units.Length).Where(index => digits.Labels[index] == digit).ToArray()).ToArray();
        var pairs = Enumerable.Range(0, 2 * PairsOfKind).Select(pair => Draw(units, places, pair)).ToArray();
        var (genuine, impostor) = (Hardest(pairs[..PairsOfKind]), pairs[PairsOfKind + 3]);
        PaperCanvas.Write(folder, "figure-9-histograms", 560, 560,
            plot => Matrix(plot, genuine, digits.Noun),
            plot => Bars(plot, genuine, impostor, digits.Noun),
            plot => Picture(plot, pairs, digits.Noun));
    }

    // The pair of least mean cosine has something to show.
    private static float[][] Hardest(float[][][] pairs) => pairs.MinBy(matrix => matrix.Sum(row => row.Sum()))!;

    private static float[][] Draw(float[][] units, int[][] places, int pair)
    {
        var draw = new SeededDraw(Seed, pair);
        var first = draw.NextIndex(10);
        var second = pair < PairsOfKind ? first : (first + 1 + draw.NextIndex(9)) % 10;
        var left = Enumerable.Range(0, Frames).Select(_ => units[places[first][draw.NextIndex(places[first].Length)]]).ToArray();
        var right = Enumerable.Range(0, Frames).Select(_ => units[places[second][draw.NextIndex(places[second].Length)]]).ToArray();
        return [.. left.Select(one => right.Select(other => (float)one.Zip(other, (a, b) => (double)a * b).Sum()).ToArray())];
    }

    private static double[] Shares(float[][] matrix)
    {
        var histogram = new PairHistogram();
        foreach (var row in matrix)
        {
            histogram.Add(row);
        }

        var shares = new double[PairHistogram.BinCount];
        histogram.CopyTo(shares);
        return shares;
    }

    private static void Matrix(Plot plot, float[][] matrix, string noun)
    {
        var cells = new double[Frames, Frames];
        for (var row = 0; row < Frames; row++)
        {
            for (var column = 0; column < Frames; column++)
            {
                cells[row, column] = matrix[Frames - 1 - row][column]; // the first row lies at the top
            }
        }

        var heat = PaperCanvas.Cells(plot, cells, 20, 20, new CoordinateRect(0.5, Frames + 0.5, 0.5, Frames + 0.5));
        heat.ManualRange = new ScottPlot.Range(-1, 1);
        plot.Add.ColorBar(heat);
        plot.Title(FormattableString.Invariant($"All cosines of the hardest pair of one {noun}"));
        plot.XLabel("picture of the second set");
        plot.YLabel("picture of the first set");
        PaperCanvas.Ticks(plot.Axes.Bottom, 1, 5, 10, 15, 20);
        PaperCanvas.Ticks(plot.Axes.Left, 1, 5, 10, 15, 20);
        plot.Axes.SetLimits(0.5, Frames + 0.5, 0.5, Frames + 0.5);
    }

    private static void Bars(Plot plot, float[][] genuine, float[][] impostor, string noun)
    {
        foreach (var (matrix, color, name) in new[] { (genuine, PaperCanvas.Classes[0], $"that pair of one {noun}"), (impostor, PaperCanvas.Classes[3], "a pair of two") })
        {
            var shares = Shares(matrix);
            var bars = plot.Add.Bars(
                Enumerable.Range(0, shares.Length).Select(bin => -0.99 + (0.02 * bin)).ToArray(),
                shares);
            foreach (var bar in bars.Bars)
            {
                bar.Size = 0.02;
                bar.FillColor = color.WithAlpha(0.75);
                bar.LineWidth = 0;
            }

            bars.LegendText = name;
        }

        plot.Title("Histograms in 100 bins");
        plot.XLabel("cosine");
        plot.YLabel("share of the cosines");
        plot.ShowLegend(ScottPlot.Alignment.UpperLeft);
        plot.Axes.Margins(bottom: 0);
        plot.Axes.SetLimitsX(-1, 1);
        PaperCanvas.Ticks(plot.Axes.Bottom, -1, -0.5, 0, 0.5, 1);
    }

    private static void Picture(Plot plot, float[][][] pairs, string noun)
    {
        var cells = new double[pairs.Length, PairHistogram.BinCount];
        for (var pair = 0; pair < pairs.Length; pair++)
        {
            var shares = Shares(pairs[pair]);
            for (var bin = 0; bin < shares.Length; bin++)
            {
                cells[pair, bin] = Math.Sqrt(shares[bin]); // so that small shares show
            }
        }

        var heat = PaperCanvas.Cells(plot, cells, 2, 5, new CoordinateRect(-1, 1, 0, pairs.Length));
        plot.Add.ColorBar(heat);
        plot.Title("Histograms of 200 pairs: square roots of shares");
        plot.XLabel("cosine");
        plot.YLabel($"100 pairs of two            100 pairs of one {noun}");
        PaperCanvas.Ticks(plot.Axes.Bottom, -1, -0.5, 0, 0.5, 1);
        plot.Axes.Left.TickLabelStyle.IsVisible = false;
        plot.Axes.SetLimits(-1, 1, 0, pairs.Length);
    }
}
