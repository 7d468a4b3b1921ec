namespace NormFace.Verification;

/// <summary>Two rows of an embedding set and their score.</summary>
/// <param name="First">Index of the first row.</param>
/// <param name="Second">Index of the second row, above <paramref name="First"/>.</param>
/// <param name="Score">Their cosine.</param>
public readonly record struct RowPair(int First, int Second, float Score);

/// <summary>The pairs that a threshold gets wrong first.</summary>
/// <param name="Genuine">Genuine pairs of the lowest score, the hardest first.</param>
/// <param name="Impostor">Impostor pairs of the highest score, the hardest first.</param>
public sealed record HardestPairs(IReadOnlyList<RowPair> Genuine, IReadOnlyList<RowPair> Impostor)
{
    /// <summary>Finds them in one pass over all pairs.</summary>
    /// <param name="pairs">The embeddings.</param>
    /// <param name="count">How many of each kind, at least 1; fewer are given where there are fewer.</param>
    /// <returns>The pairs. Of equal scores, those of earlier rows come first.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public static HardestPairs Of(IdentityPairs pairs, int count)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var labels = pairs.Labels;

        // Each queue gives up its easiest pair first: the smallest priority.
        PriorityQueue<RowPair, (float, int, int)> genuine = new();
        PriorityQueue<RowPair, (float, int, int)> impostor = new();
        pairs.ForEachRow((row, cosines) =>
        {
            for (var offset = 0; offset < cosines.Length; offset++)
            {
                var pair = new RowPair(row, row + 1 + offset, cosines[offset]);
                var (queue, hardness) = labels[row] == labels[pair.Second] ? (genuine, -pair.Score) : (impostor, pair.Score);
                var priority = (hardness, -pair.First, -pair.Second);
                if (queue.Count < count)
                {
                    queue.Enqueue(pair, priority);
                }
                else
                {
                    queue.EnqueueDequeue(pair, priority);
                }
            }
        });

        return new HardestPairs(Emptied(genuine), Emptied(impostor));
    }

    private static List<RowPair> Emptied(PriorityQueue<RowPair, (float, int, int)> queue)
    {
        List<RowPair> result = [];
        while (queue.TryDequeue(out var pair, out _))
        {
            result.Add(pair);
        }

        result.Reverse();
        return result;
    }
}
