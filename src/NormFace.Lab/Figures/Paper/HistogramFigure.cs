using NormFace.Protocols.Ytf;
using NormFace.Sampling;
using ScottPlot;

namespace NormFace.Figures.Paper;

/// <summary>
/// Figure 9: how all similarities between two sets of pictures become a histogram, and the histograms of 200 pairs of
/// sets.
/// </summary>
/// <remarks>
/// A set represents a video: some test pictures of one digit. A pair is genuine if both sets show the same digit.
/// </remarks>
internal static class HistogramFigure
{
    private const int Frames = 20;
    private const int PairsOfKind = 100;
    private const int Seed = 1;

    private static readonly (double, string)[] Cosines = [(-1, "-1"), (-0.5, "-0.5"), (0, "0"), (0.5, "0.5"), (1, "1")];

    /// <summary>Draws a pair's matrix, its histogram, and the picture of all histograms.</summary>
    public static void Write(string folder, DigitFeatures digits)
    {
        float[][] units = [
            .. digits.Vectors.Select(vector => DigitFeatures.Unit(vector).Select(value => (float)value).ToArray())];
        var places = Enumerable.Range(0, 10)
            .Select(digit => Enumerable.Range(0, units.Length).Where(index => digits.Labels[index] == digit).ToArray())
            .ToArray();
        var pairs = Enumerable.Range(0, 2 * PairsOfKind).Select(pair => Draw(units, places, pair)).ToArray();
        var (genuine, impostor) = (Hardest(pairs[..PairsOfKind]), pairs[PairsOfKind + 3]);
        PaperCanvas.Write(folder, "figure-9-histograms", 580, 560,
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
        var left = Enumerable.Range(0, Frames)
            .Select(_ => units[places[first][draw.NextIndex(places[first].Length)]])
            .ToArray();
        var right = Enumerable.Range(0, Frames)
            .Select(_ => units[places[second][draw.NextIndex(places[second].Length)]])
            .ToArray();
        return [.. left.Select(
            one => right.Select(other => (float)one.Zip(other, (a, b) => (double)a * b).Sum()).ToArray())];
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
                cells[row, column] = matrix[row][column];
            }
        }

        // Picture n of a set stands at n across, and at n from the top.
        var heat = PaperCanvas.Cells(
            plot,
            cells,
            new CoordinateRect(0.5, Frames + 0.5, 0.5, Frames + 0.5),
            new ScottPlot.Colormaps.Viridis(),
            block: 24);
        heat.ManualRange = new ScottPlot.Range(-1, 1);
        PaperCanvas.ColourBar(plot, heat, "cosine", Cosines);
        plot.Title($"All cosines of the hardest pair of one {noun}");
        plot.XLabel("picture of the second set");
        plot.YLabel("picture of the first set");
        int[] named = [1, .. Enumerable.Range(1, Frames / 5).Select(part => 5 * part)];
        plot.Axes.Bottom.TickGenerator = PaperCanvas.Ticks(
            [.. named.Select(picture => ((double)picture, FormattableString.Invariant($"{picture}")))]);
        plot.Axes.Left.TickGenerator = PaperCanvas.Ticks(
            [.. named.Select(picture => (Frames + 1.0 - picture, FormattableString.Invariant($"{picture}")))]);
        plot.Axes.SetLimits(0.5, Frames + 0.5, 0.5, Frames + 0.5);
    }

    private static void Bars(Plot plot, float[][] genuine, float[][] impostor, string noun)
    {
        foreach (var (matrix, color, name) in new[]
            {
                (genuine, PaperCanvas.Classes[0], $"this pair of one {noun}"),
                (impostor, PaperCanvas.Classes[3], "a pair of two"),
            })
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

        plot.Title("The pair's histogram in 100 bins");
        plot.XLabel("cosine");
        plot.YLabel("share of the cosines");
        plot.ShowLegend(ScottPlot.Alignment.UpperLeft);
        plot.Axes.Margins(bottom: 0);
        plot.Axes.Bottom.TickGenerator = PaperCanvas.Ticks(Cosines);
        plot.Axes.SetLimitsX(-1.01, 1.01); // so that the outermost ticks count as inside
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

        var heat = PaperCanvas.Cells(
            plot, cells, new CoordinateRect(-1, 1, 0, pairs.Length), new ScottPlot.Colormaps.Viridis(), block: 6);
        heat.ManualRange = new ScottPlot.Range(0, 1);
        PaperCanvas.ColourBar(
            plot,
            heat,
            "share of the cosines",
            [.. new[] { 0, 0.01, 0.05, 0.1, 0.25, 0.5, 1 }.Select(
                share => (Math.Sqrt(share), FormattableString.Invariant($"{share}")))]);
        PaperCanvas.Line(plot, [(-1, PairsOfKind), (1, PairsOfKind)], Colors.White, 1.5f);
        plot.Title("Histograms of 200 pairs, one a row");
        plot.XLabel("cosine");
        plot.Axes.Bottom.TickGenerator = PaperCanvas.Ticks(Cosines);
        plot.Axes.Left.TickGenerator = PaperCanvas.Ticks(
            (PairsOfKind / 2.0, "100 pairs of two"), (1.5 * PairsOfKind, $"100 pairs of one {noun}"));
        plot.Axes.Left.TickLabelStyle.Rotation = -90;
        plot.Axes.Left.TickLabelStyle.Alignment = ScottPlot.Alignment.LowerCenter;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Left.MaximumSize = 34; // else upright words take the room of level ones
        plot.Axes.SetLimits(-1, 1, 0, pairs.Length);
    }
}
