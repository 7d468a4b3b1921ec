namespace NormFace.Conditions;

/// <summary>The group that both pictures are of; pairs of two groups have a bin of their own.</summary>
internal sealed class GroupCondition : PairCondition
{
    private readonly int[] groups; // of each picture; −1 if not known
    private readonly long[] counts;
    private readonly long known;

    public GroupCondition(string column, string?[] values, string[] names)
        : base(column, PairRule.Group, ConditionRange.Of(names))
    {
        groups = [.. values.Select(value => value is null ? -1 : Array.IndexOf(names, value))];
        counts = new long[names.Length];
        foreach (var group in groups.Where(group => group >= 0))
        {
            counts[group]++;
        }

        known = counts.Sum();
    }

    private int Two => Unknown - 1;

    public override int BinOf(int first, int second)
    {
        var (one, other) = (groups[first], groups[second]);
        return one < 0 || other < 0 ? Unknown : one == other ? one : Two;
    }

    public override void CountOthers(int picture, Span<long> bins)
    {
        var own = groups[picture];
        if (own < 0)
        {
            bins[Unknown] += groups.Length - 1;
            return;
        }

        bins[own] += counts[own] - 1;
        bins[Two] += known - counts[own];
        bins[Unknown] += groups.Length - known;
    }

    protected override void CountKnown(ReadOnlySpan<int> weights, Span<long> bins)
    {
        Span<long> sums = stackalloc long[Two];
        Span<long> squares = stackalloc long[Two];
        for (var picture = 0; picture < weights.Length; picture++)
        {
            if (groups[picture] is >= 0 and var group)
            {
                sums[group] += weights[picture];
                squares[group] += (long)weights[picture] * weights[picture];
            }
        }

        long before = 0;
        for (var group = 0; group < Two; group++)
        {
            bins[group] += ((sums[group] * sums[group]) - squares[group]) / 2;
            bins[Two] += sums[group] * before;
            before += sums[group];
        }
    }
}
