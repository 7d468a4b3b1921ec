using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NormFace.Sampling;
using NormFace.Scoring;
using NormFace.Verification;

namespace NormFace.AllPairs;

/// <summary>Figures of replicates in which whole groups of identities are drawn.</summary>
/// <remarks>
/// A group drawn k times counts k times in its genuine pairs, k·l times in its impostor pairs with one drawn l times,
/// and k² times in those within it. Groups are drawn from identities at random, so that a group is a small sample of
/// its own.
/// </remarks>
internal sealed unsafe class GroupBootstrap
{
    private const int Block = 128; // places whose sums stay in registers
    private const int MostRedraws = 1000;

    private readonly int groupCount;
    private readonly (int First, int Second)[] pairs;
    private readonly int[][] genuine;   // [group][place]
    private readonly uint[][] impostor; // [pair of groups][place]
    private readonly bool[] holdsGenuine;
    private readonly bool[] holdsImpostor;
    private readonly int first;         // lowest place in use
    private readonly int count;         // places in use, whole blocks

    public GroupBootstrap(int[][] genuine, uint[][] impostor)
    {
        (this.genuine, this.impostor) = (genuine, impostor);
        groupCount = genuine.Length;
        pairs = IdentityGroups.PairsOf(groupCount);
        holdsGenuine = [.. genuine.Select(histogram => histogram.AsSpan().ContainsAnyExcept(0))];
        holdsImpostor = [.. impostor.Select(histogram => histogram.AsSpan().ContainsAnyExcept(0u))];
        var isUsed = new bool[CoarseGrid.Places];
        foreach (var histogram in genuine)
        {
            Mark(isUsed, histogram);
        }

        foreach (var histogram in impostor)
        {
            Mark(isUsed, histogram);
        }

        first = Array.IndexOf(isUsed, true);
        var last = Array.LastIndexOf(isUsed, true);
        count = (last - first + Block) / Block * Block;
        first = Math.Min(first, CoarseGrid.Places - count);
    }

    /// <summary>Number of groups.</summary>
    public int GroupCount => groupCount;

    /// <summary>Figures of replicates.</summary>
    /// <param name="fars">Wanted false accept rates.</param>
    /// <param name="replicateCount">Number of replicates.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="threads">Number of threads.</param>
    /// <returns>
    /// The figures of the whole and of each replicate: EER, AUC and the TAR at each rate. Shape <c>[replicates + 1, 2 +
    /// rates]</c>.
    /// </returns>
    /// <exception cref="InvalidDataException">
    /// So few groups have genuine pairs that replicates without any keep being drawn.
    /// </exception>
    public double[][] Figures(IReadOnlyList<double> fars, int replicateCount, int seed, int threads)
    {
        var figures = new double[replicateCount + 1][];
        using var genuines = new NativeArray<float>((replicateCount + 1L) * count);
        using var impostors = new NativeArray<float>((replicateCount + 1L) * count);
        var groupWeights = new (int, float)[replicateCount + 1][];
        var pairWeights = new (int, float)[replicateCount + 1][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, replicateCount + 1, options, replicate =>
        {
            int[] drawn = replicate == 0 ? [.. Enumerable.Repeat(1, groupCount)] : Draw(seed, replicate);
            groupWeights[replicate] = Drawn(groupCount, group => drawn[group]);
            pairWeights[replicate] = Drawn(pairs.Length, pair => drawn[pairs[pair].First] * drawn[pairs[pair].Second]);
        });
        Parallel.For(0, count / Block, options, block =>
        {
            Sum(groupWeights, genuine, block * Block, genuines.Start);
            Sum(pairWeights, impostor, block * Block, impostors.Start);
        });
        Parallel.For(0, replicateCount + 1, options, replicate =>
        {
            var row = (nint)replicate * count;
            figures[replicate] = CoarseFigures.Of(
                new ReadOnlySpan<float>(genuines.Start + row, count),
                new ReadOnlySpan<float>(impostors.Start + row, count),
                fars);
        });
        return figures;
    }

    /// <summary>
    /// Replicates shifted by what the coarse reading misses on the whole, which comes first among those read.
    /// </summary>
    public static double[][] Shifted(double[][] read, double[] exact) =>
        [.. read.Skip(1).Select(
            replicate =>
                exact.Select((value, figure) => Math.Clamp(replicate[figure] + value - read[0][figure], 0, 1))
                    .ToArray())];

    /// <summary>Intervals of figures by their shifted replicates.</summary>
    public ConfidenceInterval[] Intervals(double[][] replicates, double[] exact, double level) =>
        [.. exact.Select(
            (value, figure) =>
                new ReplicateSpread(
                    value,
                    [.. replicates.Select(replicate => replicate[figure])],
                    couples: [],
                    groupCount).Interval(level))];

    private static void Mark<T>(bool[] isUsed, T[] histogram)
        where T : struct, INumber<T>
    {
        for (var place = 0; place < isUsed.Length; place++)
        {
            isUsed[place] |= histogram[place] != T.Zero;
        }
    }

    private static (int Row, float Weight)[] Drawn(int count, Func<int, int> weightOf)
    {
        var drawn = new List<(int, float)>(count);
        for (var row = 0; row < count; row++)
        {
            if (weightOf(row) is > 0 and var weight)
            {
                drawn.Add((row, weight));
            }
        }

        return [.. drawn];
    }

    private int[] Draw(int seed, int replicate)
    {
        var random = new SeededDraw(seed, 3, replicate);
        for (var attempt = 0; attempt < MostRedraws; attempt++)
        {
            var weights = new int[groupCount];
            for (var draw = 0; draw < groupCount; draw++)
            {
                weights[random.NextIndex(groupCount)]++;
            }

            if (HasBothKinds(weights))
            {
                return weights;
            }
        }

        throw new InvalidDataException(
            $"Intervals need genuine pairs of enough identities, but {MostRedraws} draws in a row missed a kind of "
                + "pair. Take more identities.");
    }

    private bool HasBothKinds(int[] weights)
    {
        var (hasGenuine, hasImpostor) = (false, false);
        for (var group = 0; group < groupCount && !hasGenuine; group++)
        {
            hasGenuine = weights[group] > 0 && holdsGenuine[group];
        }

        for (var pair = 0; pair < pairs.Length && !hasImpostor; pair++)
        {
            hasImpostor = weights[pairs[pair].First] > 0 && weights[pairs[pair].Second] > 0 && holdsImpostor[pair];
        }

        return hasGenuine && hasImpostor;
    }

    // Weighted sums of histograms for all replicates in one block of places.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum<T>((int Row, float Weight)[][] weights, T[][] histograms, int from, float* sums)
        where T : struct, INumber<T>
    {
        using var counts = new NativeArray<float>((long)histograms.Length * Block);
        for (var row = 0; row < histograms.Length; row++)
        {
            for (var place = 0; place < Block; place++)
            {
                counts.Start[(row * Block) + place] = float.CreateTruncating(histograms[row][first + from + place]);
            }
        }

        for (var replicate = 0; replicate < weights.Length; replicate++)
        {
            Vector512<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default,
            h = default;
            foreach (var (index, weight) in weights[replicate])
            {
                var w = Vector512.Create(weight);
                var row = counts.Start + (index * Block);
                a = Vector512.FusedMultiplyAdd(w, Vector512.LoadAligned(row), a);
                b = Vector512.FusedMultiplyAdd(w, Vector512.LoadAligned(row + 16), b);
                c = Vector512.FusedMultiplyAdd(w, Vector512.LoadAligned(row + 32), c);
                d = Vector512.FusedMultiplyAdd(w, Vector512.LoadAligned(row + 48), d);
                e = Vector512.FusedMultiplyAdd(w, Vector512.LoadAligned(row + 64), e);
                f = Vector512.FusedMultiplyAdd(w, Vector512.LoadAligned(row + 80), f);
                g = Vector512.FusedMultiplyAdd(w, Vector512.LoadAligned(row + 96), g);
                h = Vector512.FusedMultiplyAdd(w, Vector512.LoadAligned(row + 112), h);
            }

            var to = sums + ((nint)replicate * count) + from;
            a.StoreAligned(to);
            b.StoreAligned(to + 16);
            c.StoreAligned(to + 32);
            d.StoreAligned(to + 48);
            e.StoreAligned(to + 64);
            f.StoreAligned(to + 80);
            g.StoreAligned(to + 96);
            h.StoreAligned(to + 112);
        }
    }
}
