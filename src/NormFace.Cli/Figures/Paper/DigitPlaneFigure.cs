using ScottPlot;

namespace NormFace.Cli.Figures.Paper;

/// <summary>Figures 2 and 3: digits as features of two values under plain softmax, without and with a bias.</summary>
internal static class DigitPlaneFigure
{
    private const int Shown = 3000;

    /// <summary>Figure 2: features lie along rays, since softmax rewards length; beside them the probability of digit 0 over the plane.</summary>
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
            PaperCanvas.Dots(plot, [.. some.Of(digit).Select(vector => (vector[0], vector[1]))], PaperCanvas.Classes[digit].WithAlpha(0.6), 4);
        }

        // Opaque and larger than the dots, whose colours could not be told apart.
        plot.ShowLegend(Enumerable.Range(0, 10).Select(digit => new LegendItem
        {
            LabelText = FormattableString.Invariant($"{digit}"),
            MarkerShape = MarkerShape.FilledCircle,
            MarkerSize = 9,
            MarkerColor = PaperCanvas.Classes[digit],
        }), ScottPlot.Alignment.UpperLeft);
        plot.Legend.Orientation = Orientation.Vertical;
        Axes(plot, reach);
    }

    // Two of one digit that lie farther apart than one of them and a foreign one: only the angle tells who belongs together.
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
                if (some.Labels[b] != some.Labels[a] || Cosine(some, a, b) < 0.999 || DigitFeatures.Length(some.Vectors[b]) < 1.8 * DigitFeatures.Length(some.Vectors[a]))
                {
                    continue;
                }

                for (var c = 0; c < some.Vectors.Count; c++)
                {
                    var gain = Distance(some, a, b) - Distance(some, a, c);
                    if (some.Labels[c] != some.Labels[a] && Cosine(some, a, c) < 0.9 && gain > best.Gain && Distance(some, a, c) > 0.08 * reach)
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

        foreach (var (index, name) in new[] { (best.A, "f₁"), (best.B, "f₂"), (best.C, "f₃") })
        {
            var vector = some.Vectors[index];
            PaperCanvas.Line(plot, [(0, 0), (vector[0], vector[1])], PlotLook.Ink, 1.2f);
            var mark = plot.Add.Marker(vector[0], vector[1], MarkerShape.FilledCircle, 9, PlotLook.Ink);
            mark.MarkerLineColor = Colors.White;
            mark.MarkerLineWidth = 1.5f;

            // Beside its ray, on the side that is farther from the other two.
            var length = DigitFeatures.Length(vector);
            double[] beside = [0.07 * reach * vector[1] / length, -0.07 * reach * vector[0] / length];
            var place = new[] { 1, -1 }
                .Select(side => new[] { vector[0] + (side * beside[0]), vector[1] + (side * beside[1]) })
                .MaxBy(at => new[] { best.A, best.B, best.C }.Where(other => other != index).Min(other => DigitFeatures.Length([.. at.Zip(some.Vectors[other], (a, b) => a - b)])))!;
            PaperCanvas.Word(plot, name, place[0], place[1], size: 18);
        }
    }

    private static void Probability(Plot plot, DigitFeatures digits, double reach)
    {
        const int Cells = 160;
        var map = new double[Cells, Cells];
        for (var row = 0; row < Cells; row++)
        {
            for (var column = 0; column < Cells; column++)
            {
                double[] at = [((column + 0.5) / Cells * 2 * reach) - reach, reach - ((row + 0.5) / Cells * 2 * reach)];
                var products = digits.ClassVectors.Select(vector => DigitFeatures.Dot(vector, at)).ToArray();
                map[row, column] = 1 / products.Sum(product => Math.Exp(product - products[0]));
            }
        }

        var heat = plot.Add.Heatmap(map);
        heat.Extent = new CoordinateRect(-reach, reach, -reach, reach);
        heat.Colormap = new ScottPlot.Colormaps.Blues().Reversed();
        heat.Smooth = true;
        foreach (var (vector, digit) in digits.ClassVectors.Select((vector, digit) => (DigitFeatures.Unit(vector), digit)))
        {
            PaperCanvas.Line(plot, [(0, 0), (0.86 * reach * vector[0], 0.86 * reach * vector[1])], PaperCanvas.Classes[digit], digit == 0 ? 2.5f : 1);
            PaperCanvas.Word(plot, FormattableString.Invariant($"{digit}"), 0.93 * reach * vector[0], 0.93 * reach * vector[1], digit == 0 ? Colors.White : null, 15); // 0 stands on the dark wedge
        }

        plot.Add.ColorBar(heat);
        Axes(plot, reach);
    }

    private static void Axes(Plot plot, double reach)
    {
        plot.XLabel("first value of the feature");
        plot.YLabel("second value of the feature");
        PaperCanvas.Square(plot, -reach, reach, -reach, reach);
    }

    private static void Rings(Plot plot, DigitFeatures digits)
    {
        PaperCanvas.WithoutAxes(plot, -1.75, 1.75, -1.75, 1.75);
        var some = digits.Some(Shown);
        for (var digit = 0; digit < 10; digit++)
        {
            var radius = 0.7 + (0.09 * digit);
            PaperCanvas.Line(plot, Enumerable.Range(0, 121).Select(part => (radius * Math.Cos(part * Math.PI / 60), radius * Math.Sin(part * Math.PI / 60))), PaperCanvas.Faint, 1);
            PaperCanvas.Dots(plot, [.. some.Of(digit).Select(DigitFeatures.Unit).Select(vector => (radius * vector[0], radius * vector[1]))], PaperCanvas.Classes[digit].WithAlpha(0.6), 5);
        }

        PaperCanvas.Word(plot, FormattableString.Invariant($"0 inside, 9 outside"), 0, 0, size: 14);
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
