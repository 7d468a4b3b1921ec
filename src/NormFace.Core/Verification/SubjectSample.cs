namespace NormFace.Verification;

/// <summary>Pairs sorted once, of which weighted replicates are drawn in one pass each.</summary>
internal sealed class SubjectSample
{
    private readonly (double Score, int First, int Second)[] sorted; // identities as indexes from 0, scores from the highest
    private readonly int[] weights;                                  // how often each identity was drawn
    private readonly double resolution;

    public SubjectSample(IReadOnlyCollection<ScorePair> pairs, double resolution)
    {
        this.resolution = resolution;
        Dictionary<int, int> indexes = [];
        sorted = new (double, int, int)[pairs.Count];
        var position = 0;

        foreach (var pair in pairs)
        {
            sorted[position++] = (pair.Score, IndexOf(indexes, pair.FirstIdentity), IndexOf(indexes, pair.SecondIdentity));
        }

        Array.Sort(sorted, static (a, b) => b.Score.CompareTo(a.Score));
        weights = new int[indexes.Count];
    }

    /// <summary>Draws as many identities as there are, with replacement; null where a kind of pair is missing.</summary>
    public ScoreSet? Draw(Random random)
    {
        Array.Clear(weights);
        for (var draw = 0; draw < weights.Length; draw++)
        {
            weights[random.Next(weights.Length)]++;
        }

        List<ScoreGroup> groups = [];
        long genuineCount = 0, impostorCount = 0;
        for (var position = 0; position < sorted.Length;)
        {
            var score = sorted[position].Score;
            long genuine = 0, impostor = 0;
            for (; position < sorted.Length && sorted[position].Score == score; position++)
            {
                var (_, first, second) = sorted[position];
                if (first == second)
                {
                    genuine += weights[first];
                }
                else
                {
                    impostor += (long)weights[first] * weights[second];
                }
            }

            if (genuine + impostor > 0)
            {
                groups.Add(new ScoreGroup(score, genuine, impostor));
                genuineCount += genuine;
                impostorCount += impostor;
            }
        }

        return genuineCount > 0 && impostorCount > 0 ? new ScoreSet([.. groups], resolution) : null;
    }

    private static int IndexOf(Dictionary<int, int> indexes, int identity)
    {
        if (!indexes.TryGetValue(identity, out var index))
        {
            indexes.Add(identity, index = indexes.Count);
        }

        return index;
    }
}
