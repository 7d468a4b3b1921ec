using NormFace.Verification;

namespace NormFace.AllPairs;

/// <summary>The scores of a pass as a <see cref="ScoreSet"/> whose figures are those of all scores sorted.</summary>
internal static class ExactGroups
{
    /// <summary>Builds the set.</summary>
    /// <remarks>
    /// A group of impostor pairs that are not known one by one carries the lowest score that could be theirs and no
    /// genuine pair's: as a threshold it accepts exactly them and what lies above.
    /// </remarks>
    public static ScoreSet Of(GenuineScores genuine, ImpostorCounts counts, IEnumerable<ResolvedRange> resolved)
    {
        var ranges = resolved.ToArray();
        // counted first: a list that grows would take twice the memory
        var groups = new ScoreGroup[Fill([], genuine, counts, ranges)];
        Fill(groups, genuine, counts, ranges);
        return new ScoreSet(groups, 1.0 / counts.Total);
    }

    // Writes the groups, unless there is no room at all, and says how many there are. Ranges come from the highest.
    private static int Fill(Span<ScoreGroup> to, GenuineScores genuine, ImpostorCounts counts, ResolvedRange[] ranges)
    {
        var groups = new Sink(to);
        var bottom = ScoreGrid.FirstOrder(Array.FindIndex(counts.Places, count => count > 0));
        var next = 0;
        long accepted = 0;
        for (var index = genuine.DistinctCount; index >= 0; index--)
        {
            var low = index == 0
                ? Math.Min(bottom, ScoreGrid.OrderOf(genuine.Values[0]) - 1)
                : ScoreGrid.OrderOf(genuine.Values[index - 1]) + 1;
            var high = index == genuine.DistinctCount ? int.MaxValue : ScoreGrid.OrderOf(genuine.Values[index]) - 1;
            var end = accepted + counts.Gaps[2 * index];
            while (next < ranges.Length && ranges[next].Range.High >= low)
            {
                AddRange(ref groups, ranges[next], low, high, ref accepted);
                if (ranges[next].Range.Low < low)
                {
                    break; // it goes on below the genuine score
                }

                next++;
            }

            AddMerged(ref groups, low, end, ref accepted);
            if (index > 0)
            {
                var ties = counts.Gaps[(2 * index) - 1];
                groups.Add(new ScoreGroup(genuine.Values[index - 1], genuine.Counts[index - 1], ties));
                accepted += ties;
            }
        }

        return groups.Count;
    }

    private static void AddRange(ref Sink groups, ResolvedRange range, int low, int high, ref long accepted)
    {
        if (range.Range.High < high)
        {
            AddMerged(ref groups, range.Range.High + 1, range.Above, ref accepted);
        }

        foreach (var (order, count) in range.Scores)
        {
            if (order >= low && order <= high)
            {
                groups.Add(new ScoreGroup(ScoreGrid.ScoreOf(order), 0, count));
                accepted += count;
            }
        }
    }

    private static void AddMerged(ref Sink groups, int order, long end, ref long accepted)
    {
        if (end > accepted)
        {
            groups.Add(new ScoreGroup(ScoreGrid.ScoreOf(order), 0, end - accepted));
            accepted = end;
        }
    }

    private ref struct Sink(Span<ScoreGroup> to)
    {
        private readonly Span<ScoreGroup> to = to;

        public int Count { get; private set; }

        public void Add(ScoreGroup group)
        {
            if (!to.IsEmpty)
            {
                to[Count] = group;
            }

            Count++;
        }
    }
}
