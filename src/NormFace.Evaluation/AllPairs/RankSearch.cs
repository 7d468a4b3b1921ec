namespace NormFace.AllPairs;

/// <summary>
/// Finds impostor scores by their rank, in as many passes as that takes: nearly always the one already made.
/// </summary>
internal sealed class RankSearch(ImpostorCounts counts)
{
    private readonly List<(IReadOnlyList<WatchedRange> Counted, long Above)> known = [];
    private readonly Dictionary<int, long> aboveOf = []; // by the upper end of a range that was asked for
    private readonly SortedDictionary<int, ResolvedRange> resolved = [];
    private readonly SortedSet<(int Low, int High)> missing = [];

    /// <summary>What is known, from the highest.</summary>
    public IEnumerable<ResolvedRange> Resolved => resolved.Values.Reverse();

    /// <summary>
    /// Finds the ranges that hold the scores of ranks, and of the next lower rank that has another score or place.
    /// </summary>
    /// <param name="ranks">Ranks from 1 to the number of impostor pairs.</param>
    /// <param name="pass">Makes another pass that watches ranges.</param>
    /// <returns>Number of further passes.</returns>
    public int Find(IReadOnlyList<long> ranks, Func<IReadOnlyList<OrderRange>, ImpostorCounts> pass)
    {
        Learn(counts);
        for (var passes = 0; ; passes++)
        {
            missing.Clear();
            foreach (var rank in ranks)
            {
                if (Locate(rank) is > 0 and var above)
                {
                    // the lowest score above the range: the threshold if the range begins with the score asked for
                    Locate(above);
                }
            }

            if (missing.Count == 0)
            {
                return passes;
            }

            Learn(pass([.. missing.Select(range => new OrderRange(range.Low, range.High))]));
        }
    }

    private void Learn(ImpostorCounts from)
    {
        foreach (var counted in from.Ranges)
        {
            var high = counted[0].Range.High;
            known.Add((
                counted,
                aboveOf.TryGetValue(high, out var above)
                    ? above
                    : AbovePlace(ScoreGrid.PlaceOf(ScoreGrid.ScoreOf(high)))));
        }
    }

    // Resolves the range of a rank or asks for it, and says how many scores lie above the range.
    private long Locate(long rank)
    {
        var (place, above) = (counts.Places.Length - 1, 0L);
        while (above + counts.Places[place] < rank)
        {
            above += counts.Places[place--];
        }

        var range = OrderRange.OfPlaces(place, place);
        foreach (var (counted, aboveAll) in known)
        {
            if (!counted[0].Range.Holds(range))
            {
                continue;
            }

            if (WatchedRange.Distinct(counted, range) is { } scores)
            {
                resolved[range.Low] = new ResolvedRange(range, above, scores);
                return above;
            }

            var (cell, aboveCell) = WatchedRange.CellOf(counted, rank - aboveAll);
            above = cell.High > range.High ? above : aboveAll + aboveCell;
            range = new OrderRange(Math.Max(cell.Low, range.Low), Math.Min(cell.High, range.High));
        }

        aboveOf[range.High] = above;
        missing.Add((range.Low, range.High));
        return above;
    }

    private long AbovePlace(int place)
    {
        long above = 0;
        for (var higher = place + 1; higher < counts.Places.Length; higher++)
        {
            above += counts.Places[higher];
        }

        return above;
    }
}
