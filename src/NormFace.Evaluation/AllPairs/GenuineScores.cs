using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NormFace.Scoring;
using NormFace.Verification;

namespace NormFace.AllPairs;

/// <summary>The scores of all genuine pairs, sorted: 4 bytes each.</summary>
internal sealed unsafe class GenuineScores
{
    /// <summary>More than that would not fit into an array with what is counted for each.</summary>
    public const long MostPairs = 1L << 28;

    private const int Lanes = 16;
    private readonly float[] values; // distinct, ascending, then one vector of infinities
    private readonly int[] counts;
    private readonly int[] starts;   // [place]: how many distinct scores lie in lower places

    private GenuineScores(float[] values, int[] counts, int[] starts, int[][] coarse, IReadOnlyList<RowPair> hardest)
    {
        this.values = values;
        this.counts = counts;
        this.starts = starts;
        Coarse = coarse;
        Hardest = hardest;
    }

    /// <summary>Number of distinct scores.</summary>
    public int DistinctCount => counts.Length;

    /// <summary>Distinct scores, ascending.</summary>
    public ReadOnlySpan<float> Values => values.AsSpan(0, counts.Length);

    /// <summary>How many pairs have each.</summary>
    public ReadOnlySpan<int> Counts => counts;

    /// <summary>How many distinct scores lie in places below this one. Shape <c>[places + 1]</c>.</summary>
    public ReadOnlySpan<int> Starts => starts;

    /// <summary>Coarse histogram of each group.</summary>
    public int[][] Coarse { get; }

    /// <summary>The pairs of the lowest scores.</summary>
    public IReadOnlyList<RowPair> Hardest { get; }

    /// <summary>Scores the genuine pairs.</summary>
    public static GenuineScores Of(
        PackedRows rows, long pairCount, int hardestCount, int threads, CancellationToken cancel)
    {
        var offsets = new long[rows.GroupCount + 1];
        for (var group = 0; group < rows.GroupCount; group++)
        {
            offsets[group + 1] = offsets[group] + GenuineOf(rows, group);
        }

        var scores = new float[pairCount];
        var coarse = new int[rows.GroupCount][];
        var hardest = new HardestQueue(hardestCount, -1);
        Parallel.For(
            0,
            rows.GroupCount,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            group =>
        {
            var found = new HardestQueue(hardestCount, -1);
            coarse[group] = new int[CoarseGrid.Places];
            var end = Collect(rows, group, scores, offsets[group], found, cancel);
            for (var index = offsets[group]; index < end; index++)
            {
                coarse[group][CoarseGrid.PlaceOf(scores[index])]++;
            }

            lock (hardest)
            {
                hardest.Add(found);
            }
        });

        return Sorted(scores, coarse, hardest.InOrder());
    }

    /// <summary>Ranks scores: adds one to the gap below a score, or to the tie with it.</summary>
    /// <param name="scores">Scores, none NaN.</param>
    /// <param name="gaps">Counters as in <see cref="FlaggedScores.Gaps"/>.</param>
    /// <param name="carries">What goes over 2³².</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Rank(ReadOnlySpan<float> scores, uint* gaps, Dictionary<int, long> carries)
    {
        fixed (float* all = values)
        {
            fixed (int* starting = starts)
            {
                foreach (var score in scores)
                {
                    var wanted = Vector512.Create(score);
                    var below = starting[ScoreGrid.PlaceOf(score)];
                    int step;
                    do
                    {
                        step = BitOperations.PopCount(
                            Vector512.LessThan(Vector512.Load(all + below), wanted).ExtractMostSignificantBits());
                        below += step;
                    }
                    while (step == Lanes);

                    var gap = (2 * below) + (all[below] == score ? 1 : 0);
                    if (++gaps[gap] == 0)
                    {
                        carries[gap] = carries.GetValueOrDefault(gap) + (1L << 32);
                    }
                }
            }
        }
    }

    private static long GenuineOf(PackedRows rows, int group)
    {
        long pairs = 0, run = 0;
        for (var slot = rows.Start(group); slot < rows.Start(group) + rows.RowCounts[group]; slot++)
        {
            run = slot > rows.Start(group) && rows.Identities[slot] == rows.Identities[slot - 1] ? run + 1 : 0;
            pairs += run;
        }

        return pairs;
    }

    // Rows of an identity are neighbours: a left tile has genuine pairs only with the panels up to the last row of its
    // last identity.
    private static long Collect(
        PackedRows rows, int group, float[] scores, long position, HardestQueue hardest, CancellationToken cancel)
    {
        using var left = new NativeArray<float>((long)rows.Size * TileProduct.LeftRows);
        using var tile = new NativeArray<float>(TileProduct.ScoreCount);
        var (start, end) = (rows.Start(group), rows.Start(group) + rows.RowCounts[group]);
        for (var first = start; first < end; first += TileProduct.LeftRows)
        {
            cancel.ThrowIfCancellationRequested();
            var last = Math.Min(first + TileProduct.LeftRows, end) - 1;
            var isPacked = false;
            for (var right = first - ((first - start) % TileProduct.RightRows); right < end; right += TileProduct.RightRows)
            {
                if (right > last && rows.Identities[right] != rows.Identities[last])
                {
                    break;
                }

                if (!isPacked)
                {
                    rows.PackLeft(group, first, left.Start);
                    isPacked = true;
                }

                TileProduct.Scores(left.Start, rows.Right(right), rows.Size, tile.Start);
                for (var row = first; row <= last; row++)
                {
                    for (var other = Math.Max(right, row + 1); other < Math.Min(right + TileProduct.RightRows, end); other++)
                    {
                        if (rows.Identities[row] != rows.Identities[other])
                        {
                            break; // those after it show later identities
                        }

                        var score = tile.Start[((row - first) * TileProduct.RightRows) + other - right] + 0f;
                        scores[position++] = score;
                        if (-score >= hardest.Threshold)
                        {
                            hardest.Add(rows.Rows[row], rows.Rows[other], score);
                        }
                    }
                }
            }
        }

        return position;
    }

    // Into places first, then in order within each.
    private static GenuineScores Sorted(float[] scores, int[][] coarse, IReadOnlyList<RowPair> hardest)
    {
        var ends = new int[ScoreGrid.Places + 1];
        foreach (var score in scores)
        {
            ends[ScoreGrid.PlaceOf(score) + 1]++;
        }

        for (var place = 0; place < ScoreGrid.Places; place++)
        {
            ends[place + 1] += ends[place];
        }

        var next = ends.AsSpan(0, ScoreGrid.Places).ToArray();
        var sorted = new float[scores.Length + Lanes];
        foreach (var score in scores)
        {
            sorted[next[ScoreGrid.PlaceOf(score)]++] = score;
        }

        var starts = new int[ScoreGrid.Places + 1];
        var counts = new int[scores.Length];
        var distinct = 0;
        for (var place = 0; place < ScoreGrid.Places; place++)
        {
            starts[place] = distinct;
            var inPlace = sorted.AsSpan(ends[place], ends[place + 1] - ends[place]);
            if (inPlace.Length > 1)
            {
                inPlace.Sort();
            }

            for (var index = 0; index < inPlace.Length; index++)
            {
                if (index == 0 || inPlace[index] != inPlace[index - 1])
                {
                    sorted[distinct++] = inPlace[index]; // never ahead of what is read
                }

                counts[distinct - 1]++;
            }
        }

        starts[ScoreGrid.Places] = distinct;
        Array.Resize(ref counts, distinct);
        Array.Resize(ref sorted, distinct + Lanes);
        Array.Fill(sorted, float.PositiveInfinity, distinct, Lanes);
        return new GenuineScores(sorted, counts, starts, coarse, hardest);
    }
}
