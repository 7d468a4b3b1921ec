using NormFace.Sampling;
using NormFace.Scoring;

namespace NormFace.AllPairs;

/// <summary>Impostor pairs by place, of tiles drawn all over the matrix.</summary>
internal static unsafe class PilotSample
{
    private const int PanelsPerDraw = 8;

    /// <summary>Counts about as many pairs as wanted, none of which lies within a group.</summary>
    /// <returns>Counts. Shape <c>[places]</c>.</returns>
    public static long[] Count(PackedRows rows, long pairs, int seed, int threads)
    {
        var (leftTiles, rightPanels) = (
            Tiles(rows, rows.LeftTiles),
            Tiles(rows, group => (rows.Start(group + 1) - rows.Start(group)) / TileProduct.RightRows));
        var draws = (pairs / (PanelsPerDraw * TileProduct.ScoreCount)) + 1;
        var plan = new CountingPlan(null, [], new WatchLimits());
        var sums = new long[ScoreGrid.Places];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            using var counter = new ImpostorCounter(rows, plan, 1);
            using var left = new NativeArray<float>((long)rows.Size * TileProduct.LeftRows);
            for (long draw = thread; draw < draws; draw += threads)
            {
                var random = new SeededDraw(seed, 2, draw);
                var (group, tile) = leftTiles[random.NextIndex(leftTiles.Length)];
                var slot = rows.Start(group) + (tile * TileProduct.LeftRows);
                rows.PackLeft(group, slot, left.Start);
                counter.MakeRoom(PanelsPerDraw * TileProduct.ScoreCount);
                for (var panel = 0; panel < PanelsPerDraw; panel++)
                {
                    var (other, index) = rightPanels[random.NextIndex(rightPanels.Length)];
                    if (other != group)
                    {
                        counter.CountTile(left.Start, slot, rows.Start(other) + (index * TileProduct.RightRows));
                    }
                }
            }

            counter.Finish();
            lock (sums)
            {
                counter.AddAllTo(sums);
            }
        });

        sums[0] = 0; // padding
        return sums;
    }

    private static (int Group, int Tile)[] Tiles(PackedRows rows, Func<int, int> count) =>
        [.. Enumerable.Range(0, rows.GroupCount).SelectMany(
            group => Enumerable.Range(0, count(group)).Select(tile => (group, tile)))];
}
