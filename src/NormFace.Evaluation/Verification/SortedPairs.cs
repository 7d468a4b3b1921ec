namespace NormFace.Verification;

/// <summary>
/// Pairs sorted by score once: every set of scores that is a part of them, or weighs them, is made of it in one pass.
/// </summary>
internal sealed class SortedPairs
{
    private readonly int[] ends;      // of each group of equal scores, the end in the order
    private readonly double[] scores; // of each group
    private readonly bool[] isGenuine;
    private readonly double resolution;

    /// <summary>Sorts pairs.</summary>
    /// <param name="pairs">Pairs, at least one of each kind, no score NaN.</param>
    /// <exception cref="ArgumentException">A kind is missing or holds a NaN; it is named.</exception>
    public SortedPairs(IReadOnlyCollection<ScorePair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ScorePair[] all = [.. pairs];
        ScoreSet.Check([.. all.Where(pair => pair.IsGenuine).Select(pair => pair.Score)], "genuine");
        ScoreSet.Check([.. all.Where(pair => !pair.IsGenuine).Select(pair => pair.Score)], "impostor");
        var keys = new double[all.Length];
        var order = new int[all.Length];
        for (var pair = 0; pair < all.Length; pair++)
        {
            (keys[pair], order[pair]) = (-all[pair].Score, pair);
        }

        Array.Sort(keys, order);
        Pairs = Array.ConvertAll(order, pair => all[pair]);
        Order = order;
        isGenuine = Array.ConvertAll(Pairs, pair => pair.IsGenuine);
        ends = [.. Enumerable.Range(1, keys.Length).Where(
            position => position == keys.Length || keys[position] != keys[position - 1])];
        scores = Array.ConvertAll(ends, end => Pairs[end - 1].Score + 0.0); // both zeros are one
        resolution = 1.0 / isGenuine.Count(genuine => !genuine);
        var ones = new int[all.Length];
        Array.Fill(ones, 1);
        All = Weighted(ones, Buffer());
    }

    /// <summary>The pairs from the highest score to the lowest.</summary>
    public ScorePair[] Pairs { get; }

    /// <summary>Where each of the sorted pairs was given. Shape <c>[P]</c>.</summary>
    public int[] Order { get; }

    /// <summary>All scores.</summary>
    public ScoreSet All { get; }

    /// <summary>The identities of the sorted pairs.</summary>
    public (int First, int Second)[] Identities =>
        Array.ConvertAll(Pairs, pair => (pair.FirstIdentity, pair.SecondIdentity));

    /// <summary>The scores of some pairs.</summary>
    /// <param name="indexes">Which, as they were given; some of each kind.</param>
    public ScoreSet Of(IEnumerable<int> indexes)
    {
        var isChosen = new int[Pairs.Length];
        foreach (var index in indexes)
        {
            isChosen[index] = 1;
        }

        var groups = Groups(Array.ConvertAll(Order, pair => isChosen[pair]), Buffer());
        return new ScoreSet(groups, 1.0 / groups.Sum(group => group.ImpostorCount));
    }

    /// <summary>Scratch space for <see cref="Weighted"/>.</summary>
    public ScoreGroup[] Buffer() => new ScoreGroup[ends.Length];

    /// <summary>The scores, each as often as its pair weighs; both kinds weigh something.</summary>
    /// <param name="weights">Weight of each of the sorted pairs.</param>
    /// <param name="buffer">Scratch.</param>
    /// <returns>The set, of the resolution of all pairs.</returns>
    public ScoreSet Weighted(ReadOnlySpan<int> weights, ScoreGroup[] buffer) =>
        new(Groups(weights, buffer), resolution);

    private ScoreGroup[] Groups(ReadOnlySpan<int> weights, ScoreGroup[] buffer)
    {
        var (count, position) = (0, 0);
        for (var group = 0; group < ends.Length; group++)
        {
            long genuine = 0, impostor = 0;
            for (; position < ends[group]; position++)
            {
                if (isGenuine[position])
                {
                    genuine += weights[position];
                }
                else
                {
                    impostor += weights[position];
                }
            }

            if ((genuine | impostor) != 0)
            {
                buffer[count++] = new ScoreGroup(scores[group], genuine, impostor);
            }
        }

        return buffer[..count]; // a copy: a figure may keep the set
    }
}
