namespace NormFace.Verification;

/// <summary>Pairs sorted by score once, so that any weights of them become a set of scores in one pass.</summary>
internal sealed class TieGroups
{
    private readonly int[] order;     // pairs from the highest score to the lowest
    private readonly int[] ends;      // of each group of equal scores, the end in the order
    private readonly double[] scores; // of each group
    private readonly bool[] isGenuine;
    private readonly double resolution;

    /// <summary>Sorts pairs.</summary>
    /// <param name="pairs">Pairs that a <see cref="ScoreSet"/> was made of, and so are known to be good.</param>
    /// <param name="resolution">The resolution that replicates keep.</param>
    public TieGroups(IReadOnlyList<ScorePair> pairs, double resolution)
    {
        this.resolution = resolution;
        var keys = new double[pairs.Count];
        order = new int[pairs.Count];
        isGenuine = new bool[pairs.Count];
        for (var pair = 0; pair < pairs.Count; pair++)
        {
            (keys[pair], order[pair], isGenuine[pair]) = (-pairs[pair].Score, pair, pairs[pair].IsGenuine);
        }

        Array.Sort(keys, order);
        List<int> groupEnds = [];
        for (var position = 1; position <= keys.Length; position++)
        {
            if (position == keys.Length || keys[position] != keys[position - 1])
            {
                groupEnds.Add(position);
            }
        }

        ends = [.. groupEnds];
        scores = [.. groupEnds.Select(end => pairs[order[end - 1]].Score)];
    }

    /// <summary>Scratch space for <see cref="Weighted"/>.</summary>
    public ScoreGroup[] Buffer() => new ScoreGroup[ends.Length];

    /// <summary>The scores, each as often as its pair weighs; both kinds weigh something.</summary>
    public ScoreSet Weighted(ReadOnlySpan<int> weights, ScoreGroup[] buffer)
    {
        var (count, position) = (0, 0);
        for (var group = 0; group < ends.Length; group++)
        {
            long genuine = 0, impostor = 0;
            for (; position < ends[group]; position++)
            {
                var pair = order[position];
                if (isGenuine[pair])
                {
                    genuine += weights[pair];
                }
                else
                {
                    impostor += weights[pair];
                }
            }

            if ((genuine | impostor) != 0)
            {
                buffer[count++] = new ScoreGroup(scores[group], genuine, impostor);
            }
        }

        return new ScoreSet(buffer[..count], resolution); // a copy: a figure may keep the set
    }
}
