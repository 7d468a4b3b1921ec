namespace NormFace.Conditions;

/// <summary>
/// The smaller or the larger value of two pictures. Since bins rise with values, it is the lower or the higher one of
/// the bins of both.
/// </summary>
internal sealed class LevelCondition : PairCondition
{
    private readonly int[] bins; // of each picture; −1 if not known
    private readonly long[] reached; // how many pictures are in each bin or one that does not decide against it
    private readonly long[] counts;

    public LevelCondition(string column, PairRule rule, double[] values, double[] edges)
        : base(column, rule, ConditionRange.Between(edges, values))
    {
        bins = [.. values.Select(value => double.IsNaN(value) ? -1
            : ConditionEdges.BinOf(rule == PairRule.Magnitude ? Math.Abs(value) : value, edges))];
        counts = new long[Unknown];
        foreach (var bin in bins.Where(bin => bin >= 0))
        {
            counts[bin]++;
        }

        reached = new long[Unknown + 1];
        Known = counts.Sum();
        for (var bin = 0; bin < Unknown; bin++)
        {
            reached[bin + 1] = reached[bin] + counts[bin];
        }
    }

    private bool TakesLower => Rule == PairRule.Smaller;

    private long Known { get; }

    public override int BinOf(int first, int second)
    {
        var (one, other) = (bins[first], bins[second]);
        return one < 0 || other < 0 ? Unknown : TakesLower ? Math.Min(one, other) : Math.Max(one, other);
    }

    public override void CountOthers(int picture, Span<long> bins)
    {
        var own = this.bins[picture];
        if (own < 0)
        {
            bins[Unknown] += this.bins.Length - 1;
            return;
        }

        for (var bin = 0; bin < Unknown; bin++)
        {
            var beyond = TakesLower ? Known - reached[bin] : reached[bin + 1]; // that leave the pair in this bin
            bins[bin] += bin == own ? beyond - 1 : (TakesLower ? bin < own : bin > own) ? counts[bin] : 0;
        }

        bins[Unknown] += this.bins.Length - Known;
    }

    // Pairs with both pictures in this bin or beyond, less those with both beyond.
    protected override void CountKnown(ReadOnlySpan<int> weights, Span<long> bins)
    {
        Span<long> sums = stackalloc long[Unknown];
        Span<long> squares = stackalloc long[Unknown];
        for (var picture = 0; picture < weights.Length; picture++)
        {
            if (this.bins[picture] is >= 0 and var bin)
            {
                sums[bin] += weights[picture];
                squares[bin] += (long)weights[picture] * weights[picture];
            }
        }

        long beyond = 0;
        for (var step = 0; step < Unknown; step++)
        {
            var bin = TakesLower ? Unknown - 1 - step : step;
            bins[bin] += (((sums[bin] * sums[bin]) - squares[bin]) / 2) + (sums[bin] * beyond);
            beyond += sums[bin];
        }
    }
}
