namespace NormFace.Conditions;

/// <summary>A condition of pairs of pictures: the bin of every pair, and counts of all pairs of a set by bin.</summary>
/// <remarks>The last bin holds the pairs of which the condition is not known.</remarks>
internal abstract class PairCondition(string column, PairRule rule, IReadOnlyList<ConditionRange> ranges)
{
    /// <summary>Name of the column.</summary>
    public string Column { get; } = column;

    /// <summary>How it comes from both pictures.</summary>
    public PairRule Rule { get; } = rule;

    /// <summary>The bins that are known.</summary>
    public IReadOnlyList<ConditionRange> Ranges { get; } = ranges;

    /// <summary>Number of bins, with the one of pairs that are not known.</summary>
    public int BinCount => Ranges.Count + 1;

    /// <summary>The bin of pairs that are not known.</summary>
    public int Unknown => Ranges.Count;

    /// <summary>The bin of two pictures, in any order.</summary>
    public abstract int BinOf(int first, int second);

    /// <summary>
    /// Adds the pairs of all pictures, each pair once and weighed by the product of the weights of its pictures.
    /// </summary>
    /// <param name="weights">Weight of each picture, at least 0. Shape <c>[N]</c>.</param>
    /// <param name="bins">Where they go. Shape <c>[BinCount]</c>.</param>
    public void CountPairs(ReadOnlySpan<int> weights, Span<long> bins)
    {
        CountKnown(weights, bins);
        bins[Unknown] += Pairs(weights);
        for (var bin = 0; bin < Unknown; bin++)
        {
            bins[Unknown] -= bins[bin];
        }
    }

    /// <summary>Adds how many of all other pictures make a pair of each bin with a picture.</summary>
    public abstract void CountOthers(int picture, Span<long> bins);

    /// <summary>As <see cref="CountPairs"/>, of the bins that are known.</summary>
    protected abstract void CountKnown(ReadOnlySpan<int> weights, Span<long> bins);

    /// <summary>Pairs of pictures by their weights.</summary>
    protected static long Pairs(ReadOnlySpan<int> weights)
    {
        long sum = 0, squares = 0;
        foreach (var weight in weights)
        {
            sum += weight;
            squares += (long)weight * weight;
        }

        return ((sum * sum) - squares) / 2;
    }
}
