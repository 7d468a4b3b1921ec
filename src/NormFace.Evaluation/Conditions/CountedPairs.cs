using NormFace.Sampling;

namespace NormFace.Conditions;

/// <summary>Pairs and errors of every bin of every condition, as counts that can be weighed by people.</summary>
/// <remarks>
/// Bins of all conditions stand one after another: a <em>slot</em> is a bin of a condition. A replicate in which a
/// person is drawn k times counts k times each genuine pair of that person and k·l times each impostor pair with one
/// drawn l times.
/// </remarks>
internal abstract class CountedPairs
{
    private const int CoupleStream = 7;

    protected CountedPairs(IReadOnlyList<PairCondition> conditions, int identityCount)
    {
        (Conditions, IdentityCount) = (conditions, identityCount);
        Offsets = new int[conditions.Count];
        for (var index = 0; index < conditions.Count; index++)
        {
            Offsets[index] = SlotCount;
            SlotCount += conditions[index].BinCount;
        }
    }

    /// <summary>The conditions.</summary>
    public IReadOnlyList<PairCondition> Conditions { get; }

    /// <summary>Number of people.</summary>
    public int IdentityCount { get; }

    /// <summary>First slot of each condition.</summary>
    public int[] Offsets { get; }

    /// <summary>Number of slots.</summary>
    public int SlotCount { get; }

    /// <summary>People who have genuine pairs in each slot.</summary>
    public abstract int[] GenuinePeople { get; }

    /// <summary>People who have impostor pairs in each slot.</summary>
    public abstract int[] ImpostorPeople { get; }

    /// <summary>Counts the pairs, weighed by people.</summary>
    /// <param name="weights">How often each person counts. Shape <c>[IdentityCount]</c>.</param>
    /// <param name="counts">Where the counts go, zero at first. Shape <c>[slots, 4]</c>.</param>
    public abstract void Count(ReadOnlySpan<int> weights, Span<long> counts);

    /// <summary>
    /// Counts the pairs with the impostor pairs weighed as if nobody were in pairs with two others: every two people
    /// by a number of their own.
    /// </summary>
    /// <param name="key">The key of the replicate: equal keys draw alike.</param>
    /// <param name="counts">Where the counts go, zero at first. Shape <c>[slots, 4]</c>.</param>
    public abstract void CountCouples((int Seed, int Replicate) key, Span<long> counts);

    /// <summary>How often two people count: drawn from Poisson's distribution of mean 1.</summary>
    protected static int CoupleWeight((int Seed, int Replicate) key, int couple)
    {
        var left = new SeededDraw(key.Seed, key.Replicate, couple, CoupleStream).NextUnit();
        var (number, chance) = (0, Math.Exp(-1));
        while (left >= chance && chance > 0)
        {
            left -= chance;
            number++;
            chance /= number;
        }

        return number;
    }

    /// <summary>Numbers the different pairs of people.</summary>
    protected static int[] Couples(IReadOnlyList<(int First, int Second)> people)
    {
        Dictionary<(int, int), int> couples = [];
        return [.. people.Select(pair =>
        {
            var key = pair.First < pair.Second ? pair : (pair.Second, pair.First);
            couples.TryAdd(key, couples.Count);
            return couples[key];
        })];
    }
}
