namespace NormFace.AllPairs;

/// <summary>What a pass counted, of all threads together.</summary>
internal sealed class ImpostorCounts
{
    private readonly CountingPlan plan;
    private readonly List<WatchedRange>[] ranges;

    public ImpostorCounts(int groupCount, CountingPlan plan)
    {
        this.plan = plan;
        Coarse = plan.Genuine is null
            ? []
            : [.. IdentityGroups.PairsOf(groupCount).Select(_ => new uint[CoarseGrid.Places])];
        ranges = [.. plan.Ranges.Select(_ => new List<WatchedRange>())];
    }

    /// <summary>
    /// Coarse histogram of each pair of groups, in the order of <see cref="IdentityGroups.PairsOf"/>; none if nothing
    /// is ranked.
    /// </summary>
    public uint[][] Coarse { get; }

    /// <summary>Impostor pairs by place. Shape <c>[places]</c>.</summary>
    public long[] Places { get; } = new long[ScoreGrid.Places];

    /// <summary>
    /// For each distinct genuine score, from the lowest: impostor pairs between the one below and it, then those equal
    /// to it; last those above all.
    /// </summary>
    public long[] Gaps { get; private set; } = [];

    /// <summary>The impostor pairs of the highest scores; null until counted.</summary>
    public HardestQueue? Hardest { get; private set; }

    /// <summary>Number of impostor pairs.</summary>
    public long Total { get; private set; }

    /// <summary>What each thread counted of each watched range.</summary>
    public IReadOnlyList<IReadOnlyList<WatchedRange>> Ranges => ranges;

    /// <summary>Adds the counts of threads.</summary>
    public void Take(IReadOnlyList<ImpostorCounter> counters)
    {
        Hardest = counters[0].Hardest;
        Gaps = new long[counters[0].Flagged.Gaps.Length];
        for (var thread = 0; thread < counters.Count; thread++)
        {
            var counter = counters[thread];
            counter.AddAllTo(Places);
            var gaps = counter.Flagged.Gaps;
            for (var gap = 0; gap < gaps.Length; gap++)
            {
                Gaps[gap] += gaps[gap];
            }

            foreach (var (gap, count) in counter.Flagged.Carries)
            {
                Gaps[gap] += count;
            }

            for (var range = 0; range < ranges.Length; range++)
            {
                ranges[range].Add(counter.Flagged.Ranges[range]);
            }

            if (thread > 0)
            {
                Hardest.Add(counter.Hardest);
            }
        }

        AddCells(counters);
        Places[0] = 0; // padding
        Total = Places.Sum();
        for (var place = 1; plan.Genuine is { } genuine && place < Places.Length; place++)
        {
            if (!plan.IsFlagged[place])
            {
                Gaps[2 * genuine.Starts[place]] += Places[place];
            }
        }
    }

    // A cell without a genuine score lies in one gap as a whole; cells and genuine scores both ascend.
    private void AddCells(IReadOnlyList<ImpostorCounter> counters)
    {
        if (plan.Genuine is not { } genuine)
        {
            return;
        }

        for (var place = 1; place < ScoreGrid.Places; place++)
        {
            var below = genuine.Starts[place];
            var end = genuine.Starts[place + 1];
            if (!plan.IsFlagged[place] || Places[place] == 0)
            {
                continue;
            }

            var first = place * ScoreGrid.CellsPerPlace;
            for (var cell = first; cell < first + ScoreGrid.CellsPerPlace; cell++)
            {
                if (!counters[0].Flagged.IsClose(cell))
                {
                    foreach (var counter in counters)
                    {
                        Gaps[2 * below] += counter.Flagged.CellCount(cell);
                    }
                }
                else
                {
                    while (below < end && ScoreGrid.CellOf(genuine.Values[below]) == cell)
                    {
                        below++;
                    }
                }
            }
        }
    }
}
