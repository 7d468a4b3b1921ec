using NormFace.Scoring;

namespace NormFace.AllPairs;

/// <summary>One pass over all pairs.</summary>
internal static unsafe class CountingPass
{
    private const int BlockBytes = 1 << 18; // of left tiles, which stay in the second-level cache while panels go by

    /// <summary>Counts the impostor pairs.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="plan">What to look at.</param>
    /// <param name="hardestCount">Pairs of the highest scores to keep, at least 1.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="progress">Told how many pairs are done, or null.</param>
    /// <param name="cancel">Stops the pass.</param>
    public static ImpostorCounts Run(
        PackedRows rows, CountingPlan plan, int hardestCount, int threads, IProgress<long>? progress,
        CancellationToken cancel)
    {
        var counts = new ImpostorCounts(rows.GroupCount, plan);
        var jobs = IdentityGroups.PairsOf(rows.GroupCount);
        var (claimed, done) = (-1, 0L);
        var counters = new ImpostorCounter[threads];
        try
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
            {
                var counter = counters[thread] = new ImpostorCounter(rows, plan, hardestCount);
                var coarse = plan.Genuine is null ? null : new CoarseDifference(counter.Table);
                using var left = new NativeArray<float>(
                    (long)Enumerable.Range(0, rows.GroupCount).Max(rows.LeftTiles) * rows.Size * TileProduct.LeftRows);
                var packed = -1;
                for (int job; (job = Interlocked.Increment(ref claimed)) < jobs.Length;)
                {
                    var (first, second) = jobs[job];
                    if (packed != first)
                    {
                        Pack(rows, first, left.Start);
                        packed = first;
                    }

                    var pairs = (long)rows.RowCounts[first] * rows.RowCounts[second];
                    if (counter.MakeRoom(pairs * 2)) // padding is counted too
                    {
                        coarse?.Restart(counter.Table);
                    }

                    Count(rows, counter, first, second, left.Start, cancel);
                    counter.Finish();
                    if (coarse is not null)
                    {
                        coarse.Take(counter.Table, counts.Coarse[job]);
                    }

                    progress?.Report(
                        Interlocked.Add(ref done, first == second ? (pairs - rows.RowCounts[first]) / 2 : pairs));
                }
            });

            counts.Take([.. counters.Where(counter => counter is not null)]);
            return counts;
        }
        finally
        {
            foreach (var counter in counters)
            {
                counter?.Dispose();
            }
        }
    }

    private static void Pack(PackedRows rows, int group, float* to)
    {
        for (var tile = 0; tile < rows.LeftTiles(group); tile++)
        {
            rows.PackLeft(
                group,
                rows.Start(group) + (tile * TileProduct.LeftRows),
                to + ((nint)tile * TileProduct.LeftRows * rows.Size));
        }
    }

    private static void Count(
        PackedRows rows, ImpostorCounter counter, int first, int second, float* left, CancellationToken cancel)
    {
        var tileLength = (nint)TileProduct.LeftRows * rows.Size;
        var block = (int)Math.Max(1, BlockBytes / (tileLength * sizeof(float)));
        var tiles = rows.LeftTiles(first);
        var firstEnd = rows.Start(first) + rows.RowCounts[first];
        for (var from = 0; from < tiles; from += block)
        {
            for (var right = rows.Start(second); right < rows.Start(second + 1); right += TileProduct.RightRows)
            {
                cancel.ThrowIfCancellationRequested();
                for (var tile = from; tile < Math.Min(from + block, tiles); tile++)
                {
                    var slot = rows.Start(first) + (tile * TileProduct.LeftRows);
                    var last = Math.Min(slot + TileProduct.LeftRows, firstEnd) - 1;
                    if (first != second || (right > last && rows.Identities[right] != rows.Identities[last]))
                    {
                        counter.CountTile(left + (tile * tileLength), slot, right);
                    }
                    else if (right + TileProduct.RightRows - 1 > slot
                        && rows.Identities[slot] != rows.Identities[Math.Min(right + TileProduct.RightRows, firstEnd) - 1])
                    {
                        counter.CountLoosely(left + (tile * tileLength), slot, firstEnd, right);
                    }
                }
            }
        }
    }
}
