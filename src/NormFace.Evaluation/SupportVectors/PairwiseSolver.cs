namespace NormFace.SupportVectors;

/// <summary>Solves the dual by moving two coefficients at a time.</summary>
/// <remarks>
/// Works on <c>β = a y</c>, whose sum must stay 0. The first coefficient of a step is the one that can rise whose
/// margin is highest, the second the one that can fall which promises the largest gain of the objective. Source: Fan,
/// Chen, Lin, "Working set selection using second order information for training SVM", JMLR 6 (2005).
/// </remarks>
internal sealed class PairwiseSolver
{
    private const double LeastCurvature = 1e-12; // for kernels that are not positive, as in the source

    private readonly Kernel kernel;
    private readonly KernelRowCache rows;
    private readonly double[] diagonal, lowest, highest;
    private readonly double[] margins; // y − f without bias

    public PairwiseSolver(Kernel kernel, CoefficientBounds bounds, SvmOptions options)
    {
        this.kernel = kernel;
        Bounds = bounds;
        Options = options;
        rows = new KernelRowCache(kernel, options.CacheBytes);
        var samples = Enumerable.Range(0, kernel.Count);
        diagonal = [.. samples.Select(Diagonal)];
        lowest = [.. samples.Select(bounds.Lowest)];
        highest = [.. samples.Select(bounds.Highest)];
        margins = [.. samples.Select(bounds.Sign)];
        Coefficients = new double[kernel.Count];
    }

    public CoefficientBounds Bounds { get; }

    public SvmOptions Options { get; }

    public double[] Coefficients { get; }

    public int Iterations { get; private set; }

    /// <summary>Decision values without bias, recomputed.</summary>
    public double[] Products()
    {
        var products = new double[kernel.Count];
        for (var sample = 0; sample < products.Length; sample++)
        {
            var coefficient = Coefficients[sample];
            if (coefficient != 0)
            {
                var row = rows.Row(sample);
                for (var other = 0; other < products.Length; other++)
                {
                    products[other] += coefficient * row[other];
                }
            }
        }

        return products;
    }

    /// <summary>Solves until the recomputed gap is within the tolerance.</summary>
    public void Solve()
    {
        while (true)
        {
            var before = Iterations;
            Descend();

            // Steps add up rounding in the margins; the end is decided on fresh ones.
            var products = Products();
            var (rising, falling) = Bounds.MarginRange(Coefficients, products);
            var gap = rising - falling;
            if (gap < Options.Tolerance)
            {
                return;
            }

            if (Iterations >= Options.IterationLimit || Iterations == before)
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"The support vector machine reached a KKT gap of {gap:G3} after {Iterations} iterations, but ")
                    + FormattableString.Invariant($"{Options.Tolerance:G3} was wanted. ")
                    + "Allow more iterations or a larger tolerance, or check that the kernel is positive "
                    + "semidefinite.");
            }

            for (var sample = 0; sample < margins.Length; sample++)
            {
                margins[sample] = Bounds.Sign(sample) - products[sample];
            }
        }
    }

    private void Descend()
    {
        for (; Iterations < Options.IterationLimit; Iterations++)
        {
            var rising = HighestThatCanRise();
            if (rising < 0)
            {
                return; // margins past the range of float64; the check on fresh ones says so
            }

            var risingRow = rows.Row(rising);
            var (falling, gap) = BestThatCanFall(rising, risingRow);
            if (gap < Options.Tolerance || falling < 0 || !Step(rising, falling, risingRow, rows.Row(falling)))
            {
                return;
            }
        }
    }

    private int HighestThatCanRise()
    {
        var (best, bestMargin) = (-1, double.NegativeInfinity);
        for (var sample = 0; sample < margins.Length; sample++)
        {
            if (margins[sample] > bestMargin && Coefficients[sample] < highest[sample])
            {
                (best, bestMargin) = (sample, margins[sample]);
            }
        }

        return best;
    }

    private (int Sample, double Gap) BestThatCanFall(int rising, double[] row)
    {
        var (best, bestGain, gap) = (-1, double.NegativeInfinity, double.NegativeInfinity);
        var (margin, self) = (margins[rising], diagonal[rising]);
        for (var sample = 0; sample < margins.Length; sample++)
        {
            if (Coefficients[sample] > lowest[sample])
            {
                var difference = margin - margins[sample];
                gap = Math.Max(gap, difference);
                if (difference > 0)
                {
                    var gain = difference * difference / Math.Max(
                        self + diagonal[sample] - (2 * row[sample]), LeastCurvature);
                    if (gain > bestGain)
                    {
                        (best, bestGain) = (sample, gain);
                    }
                }
            }
        }

        return (best, gap);
    }

    // False where rounding leaves nothing to move.
    private bool Step(int rising, int falling, double[] risingRow, double[] fallingRow)
    {
        var curvature = Math.Max(diagonal[rising] + diagonal[falling] - (2 * risingRow[falling]), LeastCurvature);
        var (roomUp, roomDown) = (highest[rising] - Coefficients[rising], Coefficients[falling] - lowest[falling]);
        var step = Math.Min((margins[rising] - margins[falling]) / curvature, Math.Min(roomUp, roomDown));
        var (before, beforeFalling) = (Coefficients[rising], Coefficients[falling]);
        Coefficients[rising] = step == roomUp ? highest[rising] : before + step;
        Coefficients[falling] = step == roomDown ? lowest[falling] : beforeFalling - step;
        for (var sample = 0; sample < margins.Length; sample++)
        {
            margins[sample] -= step * (risingRow[sample] - fallingRow[sample]);
        }

        return Coefficients[rising] != before || Coefficients[falling] != beforeFalling;
    }

    private double Diagonal(int sample)
    {
        var value = kernel.Self(sample);
        return double.IsFinite(value)
            ? value
            : throw new ArgumentException("Every entry of a kernel must be finite, but "
                + FormattableString.Invariant($"[{sample}, {sample}] is {value}."));
    }
}
