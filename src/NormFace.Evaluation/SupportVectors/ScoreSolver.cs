namespace NormFace.SupportVectors;

/// <summary>
/// Solves the machine on one column exactly, by looking for the slope at which the objective stops falling.
/// </summary>
/// <remarks>
/// <para>
/// Let P be the number of positive samples. For a given w the loss is, as a function of b, a convex polyline that
/// starts with the slope −C P and bends by C at each <c>y − w x</c>: the best b lies between the P-th and the next of
/// these values in rising order. Samples up to the P-th are the low side. The loss at the best b is convex in w; its
/// slope is <c>C (Σ x of negative low samples − Σ x of positive high samples)</c>, which for ties at the P-th place
/// depends on who is counted low.
/// </para>
/// <para>
/// So <c>w + slope(w)</c> rises with w, and its zero is bracketed between neighbouring numbers, or met exactly. The
/// coefficients are C for negative low and positive high samples; at a bend, a mixture of those on its two sides. Their
/// sum is 0 either way.
/// </para>
/// </remarks>
internal sealed class ScoreSolver
{
    private readonly double[] scores;
    private readonly CoefficientBounds bounds;
    private readonly double[] keys;
    private readonly int[] order;
    private int evaluations;

    public ScoreSolver(double[] scores, CoefficientBounds bounds)
    {
        this.scores = scores;
        this.bounds = bounds;
        keys = new double[scores.Length];
        order = new int[scores.Length];
    }

    /// <summary>Signed coefficients, bias, and the number of slopes that were looked at.</summary>
    public (double[] Coefficients, double Bias, int Evaluations) Solve()
    {
        var (weight, below, above) = Search();
        var share = above.Slope == below.Slope
            ? 1
            : Math.Clamp((weight + above.Slope) / (above.Slope - below.Slope), 0, 1);
        var coefficients = new double[scores.Length];
        for (var sample = 0; sample < scores.Length; sample++)
        {
            var (first, second) = (Coefficient(sample, below.IsLow[sample]), Coefficient(sample, above.IsLow[sample]));
            // a bound is kept exactly
            coefficients[sample] = first == second ? first : (share * first) + ((1 - share) * second);
        }

        return (coefficients, BestBias(weight), evaluations);
    }

    private (double Weight, Side Below, Side Above) Search()
    {
        if (IsBest(0, out var below, out var above))
        {
            return (0, below, above);
        }

        // The objective at w = 0 bounds w²/2.
        var furthest = 2 * Math.Sqrt(bounds.C * Math.Min(bounds.PositiveCount, bounds.NegativeCount));
        var (low, high) = above.Slope < 0 ? (0, furthest) : (-furthest, 0.0);
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                return (middle, At(low).Above, At(high).Below);
            }

            if (IsBest(middle, out below, out above))
            {
                return (middle, below, above);
            }

            // If no bend lies between, the zero is where the slope here says.
            var guess = middle + above.Slope < 0 ? -above.Slope : -below.Slope;
            if (guess > low && guess < high && IsBest(guess, out var guessBelow, out var guessAbove))
            {
                return (guess, guessBelow, guessAbove);
            }

            (low, high) = middle + above.Slope < 0 ? (middle, high) : (low, middle);
        }
    }

    private bool IsBest(double weight, out Side below, out Side above)
    {
        (below, above) = At(weight);
        return weight + below.Slope <= 0 && weight + above.Slope >= 0;
    }

    // The slopes just below and just above a weight; they differ only at a bend.
    private (Side Below, Side Above) At(double weight)
    {
        evaluations++;
        Sort(weight);
        var boundary = bounds.PositiveCount;
        var (first, end) = (boundary, boundary);
        while (first > 0 && keys[first - 1] == keys[boundary])
        {
            first--;
        }

        while (end < keys.Length && keys[end] == keys[boundary])
        {
            end++;
        }

        if (first == boundary)
        {
            var side = SideNow();
            return (side, side);
        }

        // y − w x of tied samples part as w moves: a smaller w lifts those of large x, a larger one lowers them.
        var tied = order.AsSpan(first, end - first);
        tied.Sort((a, b) => scores[a].CompareTo(scores[b]));
        var below = SideNow();
        tied.Reverse();
        return (below, SideNow());
    }

    private void Sort(double weight)
    {
        for (var sample = 0; sample < scores.Length; sample++)
        {
            keys[sample] = bounds.Sign(sample) - (weight * scores[sample]);
            order[sample] = sample;
        }

        Array.Sort(keys, order);
    }

    // Summed in the order of the samples, so that equal sides have equal slopes bit for bit.
    private Side SideNow()
    {
        var isLow = new bool[scores.Length];
        foreach (var sample in order.AsSpan(0, bounds.PositiveCount))
        {
            isLow[sample] = true;
        }

        var slope = 0.0;
        for (var sample = 0; sample < scores.Length; sample++)
        {
            slope -= Coefficient(sample, isLow[sample]) * scores[sample];
        }

        return new Side(isLow, slope);
    }

    private double Coefficient(int sample, bool isLow) => isLow ? bounds.Lowest(sample) : bounds.Highest(sample);

    private double BestBias(double weight)
    {
        Sort(weight);
        return (keys[bounds.PositiveCount - 1] + keys[bounds.PositiveCount]) / 2;
    }

    private readonly record struct Side(bool[] IsLow, double Slope);
}
