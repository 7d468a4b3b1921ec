namespace NormFace.Verification;

/// <summary>The exact test of whether two models decide equally well, on pairs that share people.</summary>
/// <remarks>
/// <para>
/// Pairs that share a person belong together, and so do those linked through others: they form blocks without anybody
/// in common, which are independent. If the models are alike, to swap their decisions on a whole block changes nothing
/// in distribution. The test counts among all ways to swap those that give a difference at least as large. Swapping
/// person by person would not be valid: an impostor pair belongs to two.
/// </para>
/// <para>
/// It needs no approximation, but many blocks: with <c>B</c> of them on which the models differ no p-value is below
/// <c>2^(1 − B)</c>, and where all people are linked there is one block and nothing to be found. The bootstrap of
/// <see cref="PairedComparison"/> has no such limit. Where no two pairs share anybody it is <see cref="McNemarTest"/>.
/// Source: Fisher, "The design of experiments" (1935), section 21, with blocks in place of pairs.
/// </para>
/// </remarks>
/// <param name="PValue">Two-sided p-value, in (0, 1].</param>
/// <param name="BlockCount">Blocks of linked pairs.</param>
/// <param name="UnevenBlockCount">Blocks in which the models decide differently many pairs correctly.</param>
internal readonly record struct BlockSwapTest(double PValue, int BlockCount, int UnevenBlockCount)
{
    /// <summary>Runs the test.</summary>
    /// <param name="identities">Labels of the two identities of each pair, at least one pair.</param>
    /// <param name="firstIsCorrect">Whether the first model decides each pair correctly.</param>
    /// <param name="secondIsCorrect">Whether the second does.</param>
    /// <returns>The result. Time: uneven blocks times pairs in them.</returns>
    /// <exception cref="ArgumentException">There are no pairs, or the lists differ in length.</exception>
    public static BlockSwapTest Of(
        IReadOnlyList<(int First, int Second)> identities,
        IReadOnlyList<bool> firstIsCorrect,
        IReadOnlyList<bool> secondIsCorrect)
    {
        CheckLengths(identities, firstIsCorrect, secondIsCorrect);
        Dictionary<int, int> parents = [];
        foreach (var (first, second) in identities)
        {
            parents[Root(parents, first)] = Root(parents, second);
        }

        Dictionary<int, int> differences = [];
        for (var pair = 0; pair < identities.Count; pair++)
        {
            var block = Root(parents, identities[pair].First);
            differences[block] = differences.GetValueOrDefault(block)
                + (firstIsCorrect[pair] ? 1 : 0) - (secondIsCorrect[pair] ? 1 : 0);
        }

        int[] uneven = [.. differences.Values.Where(difference => difference != 0)];
        return new BlockSwapTest(
            Chance([.. uneven.Select(Math.Abs)], Math.Abs(uneven.Sum())), differences.Count, uneven.Length);
    }

    /// <summary>Refuses lists that are empty or differ in length.</summary>
    internal static void CheckLengths(
        IReadOnlyList<(int First, int Second)> identities,
        IReadOnlyList<bool> firstIsCorrect,
        IReadOnlyList<bool> secondIsCorrect)
    {
        ArgumentNullException.ThrowIfNull(identities);
        ArgumentNullException.ThrowIfNull(firstIsCorrect);
        ArgumentNullException.ThrowIfNull(secondIsCorrect);
        if (identities.Count == 0)
        {
            throw new ArgumentException("identities must hold at least one pair, but is empty.", nameof(identities));
        }

        if (firstIsCorrect.Count != identities.Count || secondIsCorrect.Count != identities.Count)
        {
            throw new ArgumentException(
                $"Both models must decide each of the {identities.Count} pairs, but decided {firstIsCorrect.Count} "
                    + $"and {secondIsCorrect.Count}.");
        }
    }

    private static int Root(Dictionary<int, int> parents, int identity)
    {
        if (!parents.TryGetValue(identity, out var parent))
        {
            parents.Add(identity, parent = identity);
        }

        while (parent != identity)
        {
            var grandparent = parents[parent];
            parents[identity] = grandparent; // shortens the way for those who come after
            (identity, parent) = (grandparent, parents[grandparent]);
        }

        return identity;
    }

    // The distribution of the sum of the sizes under random signs, built size by size.
    private static double Chance(int[] sizes, int observed)
    {
        var reach = sizes.Sum();
        var chances = new double[(2 * reach) + 1];
        var next = new double[chances.Length];
        chances[reach] = 1;
        var within = 0;
        foreach (var size in sizes)
        {
            Array.Clear(next);
            for (var index = reach - within; index <= reach + within; index++)
            {
                next[index - size] += chances[index] / 2;
                next[index + size] += chances[index] / 2;
            }

            within += size;
            (chances, next) = (next, chances);
        }

        return observed == 0 ? 1 : Math.Min(1, 2 * chances.Take(reach - observed + 1).Sum());
    }
}
