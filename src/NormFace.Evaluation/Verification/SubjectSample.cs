using NormFace.Sampling;

namespace NormFace.Verification;

/// <summary>The identities of pairs, of which replicates are drawn as weights of the pairs.</summary>
internal sealed class SubjectSample
{
    private const int MostRedraws = 1000;

    private readonly int[] first;  // identities as indexes from 0
    private readonly int[] second;
    private readonly int[] couple; // index of the two identities of an impostor pair; -1 of a genuine pair
    private readonly bool hasGenuine;

    public SubjectSample(IReadOnlyList<(int First, int Second)> identities)
    {
        // Indexes follow the labels, so that the order of the pairs changes nothing.
        var indexes = Indexes(identities.SelectMany(pair => new[] { pair.First, pair.Second }));
        (first, second) = (
            [.. identities.Select(pair => indexes[pair.First])], [.. identities.Select(pair => indexes[pair.Second])]);
        var couples = Indexes(first.Zip(second).Where(pair => pair.First != pair.Second).Select(Ordered));
        couple = [.. first.Zip(second).Select(pair => pair.First == pair.Second ? -1 : couples[Ordered(pair)])];

        IdentityCount = indexes.Count;
        CoupleCount = couples.Count;
        hasGenuine = couple.AsSpan().Contains(-1);
        EffectiveCount = Fewest(IdentityCount);
    }

    public int PairCount => first.Length;

    public int IdentityCount { get; }

    /// <summary>Number of different pairs of identities among the impostor pairs.</summary>
    public int CoupleCount { get; }

    /// <summary>Identities in that kind of pairs that has fewer.</summary>
    public int EffectiveCount { get; }

    /// <summary>Draws as many identities as there are, with replacement.</summary>
    /// <param name="key">The key of the replicate: equal keys draw alike.</param>
    /// <param name="identityWeights">Scratch. Shape <c>[IdentityCount]</c>.</param>
    /// <param name="weights">Where the weights of the pairs go. Shape <c>[PairCount]</c>.</param>
    public void DrawIdentities((int Seed, int Replicate) key, Span<int> identityWeights, Span<int> weights)
    {
        for (var attempt = 0; attempt < MostRedraws; attempt++)
        {
            Draw(new SeededDraw(key.Seed, key.Replicate, attempt), identityWeights);
            long genuine = 0, impostor = 0;
            for (var pair = 0; pair < weights.Length; pair++)
            {
                if (couple[pair] < 0)
                {
                    genuine += weights[pair] = identityWeights[first[pair]];
                }
                else
                {
                    impostor += weights[pair] = identityWeights[first[pair]] * identityWeights[second[pair]];
                }
            }

            if ((genuine > 0 || !hasGenuine) && (impostor > 0 || CoupleCount == 0))
            {
                return;
            }
        }

        throw new ArgumentException(
            $"pairs must have genuine and impostor pairs of enough identities, but {MostRedraws} draws in a row "
                + "missed a kind. Take more identities.");
    }

    /// <summary>
    /// Draws the pairs of identities behind the impostor pairs as if nobody were in two of them; genuine pairs stay.
    /// </summary>
    public void DrawCouples((int Seed, int Replicate) key, Span<int> coupleWeights, Span<int> weights)
    {
        Draw(new SeededDraw(key.Seed, key.Replicate, third: 1), coupleWeights);
        for (var pair = 0; pair < weights.Length; pair++)
        {
            weights[pair] = couple[pair] < 0 ? 1 : coupleWeights[couple[pair]];
        }
    }

    private static void Draw(SeededDraw random, Span<int> weights)
    {
        weights.Clear();
        for (var draw = 0; draw < weights.Length; draw++)
        {
            weights[random.NextIndex(weights.Length)]++;
        }
    }

    private int Fewest(int count)
    {
        var (inGenuine, inImpostor) = (new bool[count], new bool[count]);
        for (var pair = 0; pair < couple.Length; pair++)
        {
            var kind = couple[pair] < 0 ? inGenuine : inImpostor;
            kind[first[pair]] = kind[second[pair]] = true;
        }

        int[] counts = [inGenuine.Count(isIn => isIn), inImpostor.Count(isIn => isIn)];
        return counts.Where(number => number > 0).Min();
    }

    private static (int, int) Ordered((int First, int Second) pair) =>
        pair.First < pair.Second ? pair : (pair.Second, pair.First);

    private static Dictionary<T, int> Indexes<T>(IEnumerable<T> keys)
        where T : notnull
    {
        Dictionary<T, int> indexes = [];
        foreach (var key in new HashSet<T>(keys).Order())
        {
            indexes.Add(key, indexes.Count);
        }

        return indexes;
    }
}
