using NormFace.Verification;

namespace NormFace.AllPairs;

/// <summary>The pairs of the highest scores, or of the lowest, seen so far.</summary>
/// <param name="count">How many are kept, at least 1.</param>
/// <param name="sign">1 keeps the highest, −1 the lowest.</param>
internal sealed class HardestQueue(int count, int sign)
{
    private readonly PriorityQueue<RowPair, (float Hardness, int First, int Second)> queue = new();

    /// <summary>A pair whose score, times the sign, is below this is not kept.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    /// <summary>Takes a pair, or leaves it.</summary>
    public void Add(int row, int other, float score)
    {
        if (!(sign * score >= Threshold))
        {
            return;
        }

        var pair = new RowPair(Math.Min(row, other), Math.Max(row, other), score + 0f);
        var priority = (sign * pair.Score, -pair.First, -pair.Second);
        if (queue.Count < count)
        {
            queue.Enqueue(pair, priority);
        }
        else
        {
            queue.EnqueueDequeue(pair, priority);
        }

        if (queue.Count == count && queue.TryPeek(out _, out var easiest))
        {
            Threshold = easiest.Hardness;
        }
    }

    /// <summary>Takes the pairs of another queue.</summary>
    public void Add(HardestQueue other)
    {
        foreach (var (pair, _) in other.queue.UnorderedItems)
        {
            Add(pair.First, pair.Second, pair.Score);
        }
    }

    /// <summary>The pairs, the hardest first.</summary>
    public IReadOnlyList<RowPair> InOrder() =>
        [.. queue.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];
}
