using ScottPlot;

namespace NormFace.Figures.Paper;

/// <summary>Figures 2 and 3: digits as features of two values under plain softmax, without and with a bias.</summary>
internal static class DigitPlaneFigure
{
    private const int Shown = 3000;
    private const double LabelPixels = 24;

    /// <summary>
    /// Figure 2: features lie along rays, since softmax rewards length; beside them the probability of digit 0 over the
    /// plane.
    /// </summary>
    public static void WriteWithoutBias(string folder, DigitFeatures digits)
    {
        var reach = Reach(digits);
        PaperCanvas.Write(folder, "figure-2-softmax-features", 700, 640, plot =>
        {
            Features(plot, digits, reach);
            MarkTriple(plot, digits, reach);
            plot.Title("Softmax spreads features along rays");
        },
        plot =>
        {
            Probability(plot, digits, reach);
            plot.Title($"Probability of {digits.Noun} 0: longer is surer");
        });
    }

    /// <summary>Figure 3: a bias parts classes along a ray, so that directions no longer tell them apart.</summary>
    public static void WriteWithBias(string folder, DigitFeatures digits)
    {
        var reach = Reach(digits);
        PaperCanvas.Write(folder, "figure-3-bias", 700, 640, plot =>
        {
            Features(plot, digits, reach);
            plot.Title("With a bias a class can sit at the origin");
        },
        plot =>
        {
            Rings(plot, digits);
            plot.Title($"Directions alone: a ring for each {digits.Noun}");
        });
    }

    private static void Features(Plot plot, DigitFeatures digits, double reach)
    {
        var some = digits.Some(Shown);
        for (var digit = 0; digit < 10; digit++)
        {
            PaperCanvas.Dots(
                plot,
                [.. some.Of(digit).Select(vector => (vector[0], vector[1]))],
                PaperCanvas.Classes[digit].WithAlpha(0.6),
                4);
        }

        plot.ShowLegend(
            Enumerable.Range(0, 10).Select(digit =>
                PaperCanvas.Entry(FormattableString.Invariant($"{digit}"), PaperCanvas.Classes[digit])),
            ScottPlot.Alignment.UpperLeft);
        plot.Legend.Orientation = Orientation.Vertical;
        plot.Legend.FontSize = 13;
        NameAxes(plot);
        PaperCanvas.Square(plot, -reach, reach, -reach, reach);
    }

    // Two of one digit that lie farther apart than one of them and a foreign one: only the angle tells who belongs
    // together.
    private static void MarkTriple(Plot plot, DigitFeatures digits, double reach)
    {
        var some = digits.Some(600);
        var best = (Gain: 0.0, A: -1, B: -1, C: -1);
        for (var a = 0; a < some.Vectors.Count; a++)
        {
            if (DigitFeatures.Length(some.Vectors[a]) < 0.2 * reach)
            {
                continue;
            }

            for (var b = 0; b < some.Vectors.Count; b++)
            {
                if (some.Labels[b] != some.Labels[a]
                    || Cosine(some, a, b) < 0.999
                    || DigitFeatures.Length(some.Vectors[b]) < 1.8 * DigitFeatures.Length(some.Vectors[a]))
                {
                    continue;
                }

                for (var c = 0; c < some.Vectors.Count; c++)
                {
                    var gain = Distance(some, a, b) - Distance(some, a, c);
                    if (some.Labels[c] != some.Labels[a]
                        && Cosine(some, a, c) < 0.9
                        && gain > best.Gain
                        && Distance(some, a, c) > 0.08 * reach)
                    {
                        best = (gain, a, b, c);
                    }
                }
            }
        }

        if (best.A < 0)
        {
            return;
        }

        // Names of one digit stand on the side away from the other.
        var (one, other) = (some.Vectors[best.A], some.Vectors[best.C]);
        var side = Math.Sign((one[0] * other[1]) - (one[1] * other[0]));
        foreach (
            var (index, name, away) in new[] { (best.A, "f₁", -side), (best.B, "f₂", -side), (best.C, "f₃", side) })
        {
            var vector = some.Vectors[index];
            PaperCanvas.Line(plot, [(0, 0), (vector[0], vector[1])], PlotLook.Ink, 1.2f);
            var mark = plot.Add.Marker(vector[0], vector[1], MarkerShape.FilledCircle, 9, PlotLook.Ink);
            mark.MarkerLineColor = Colors.White;
            mark.MarkerLineWidth = 1.5f;
            var length = DigitFeatures.Length(vector);
            PaperCanvas.Label(
                plot,
                name,
                vector[0],
                vector[1],
                (-away * LabelPixels * vector[1] / length, -away * LabelPixels * vector[0] / length));
        }
    }

    private static void Probability(Plot plot, DigitFeatures digits, double reach)
    {
        const int Cells = 200;
        var edge = 1.25 * reach; // beyond the limits, which grow with the panel's shape
        var map = new double[Cells, Cells];
        for (var row = 0; row < Cells; row++)
        {
            for (var column = 0; column < Cells; column++)
            {
                double[] at = [((column + 0.5) / Cells * 2 * edge) - edge, edge - ((row + 0.5) / Cells * 2 * edge)];
                var products = digits.ClassVectors.Select(vector => DigitFeatures.Dot(vector, at)).ToArray();
                map[row, column] = 1 / products.Sum(product => Math.Exp(product - products[0]));
            }
        }

        var heat = PaperCanvas.Cells(
            plot,
            map,
            new CoordinateRect(-edge, edge, -edge, edge),
            new ScottPlot.Colormaps.Blues().Reversed(),
            block: 1);
        heat.ManualRange = new ScottPlot.Range(0, 1);
        heat.Smooth = true; // a probability has no cells
        foreach (
            var (vector, digit) in digits.ClassVectors.Select((vector, digit) => (DigitFeatures.Unit(vector), digit)))
        {
            PaperCanvas.Line(
                plot,
                [(0, 0), (0.86 * reach * vector[0], 0.86 * reach * vector[1])],
                digit == 0 ? Colors.White : PaperCanvas.Classes[digit],
                digit == 0 ? 2.5f : 1.5f);
            // 0 stands on the dark wedge
            PaperCanvas.Word(
                plot,
                FormattableString.Invariant($"{digit}"),
                0.93 * reach * vector[0],
                0.93 * reach * vector[1],
                digit == 0 ? Colors.White : null,
                15);
        }

        PaperCanvas.ColourBar(
            plot,
            heat,
            $"probability of {digits.Noun} 0",
            [.. Enumerable.Range(0, 6).Select(part => (part / 5.0, FormattableString.Invariant($"{part / 5.0}")))]);
        NameAxes(plot);
        PaperCanvas.Square(plot, -reach, reach, -reach, reach);
    }

    private static void Rings(Plot plot, DigitFeatures digits)
    {
        PaperCanvas.WithoutAxes(plot, -1.75, 1.75, -1.75, 1.75);
        var some = digits.Some(Shown);
        for (var digit = 0; digit < 10; digit++)
        {
            var radius = 0.7 + (0.09 * digit);
            PaperCanvas.Line(
                plot,
                Enumerable.Range(0, 121).Select(part =>
                    (radius * Math.Cos(part * Math.PI / 60), radius * Math.Sin(part * Math.PI / 60))),
                PaperCanvas.Faint,
                1);
            PaperCanvas.Dots(
                plot,
                [.. some.Of(digit).Select(DigitFeatures.Unit).Select(
                    vector => (radius * vector[0], radius * vector[1]))],
                PaperCanvas.Classes[digit].WithAlpha(0.6),
                5);
        }

        PaperCanvas.Word(plot, FormattableString.Invariant($"0 inside, 9 outside"), 0, 0, size: 14);
    }

    private static void NameAxes(Plot plot)
    {
        plot.XLabel("feature 1");
        plot.YLabel("feature 2");
    }

    // What holds nearly all features, rounded up.
    private static double Reach(DigitFeatures digits)
    {
        var lengths = digits.Vectors.Select(vector => vector.Max(Math.Abs)).Order().ToArray();
        var reach = 1.15 * lengths[(int)(0.999 * (lengths.Length - 1))];
        var unit = Math.Pow(10, Math.Floor(Math.Log10(reach)));
        return Math.Ceiling(reach / unit * 2) / 2 * unit;
    }

    private static double Cosine(DigitFeatures digits, int left, int right) =>
        DigitFeatures.Dot(DigitFeatures.Unit(digits.Vectors[left]), DigitFeatures.Unit(digits.Vectors[right]));

    private static double Distance(DigitFeatures digits, int left, int right) =>
        Math.Sqrt(digits.Vectors[left].Zip(digits.Vectors[right], (a, b) => (a - b) * (a - b)).Sum());
}
