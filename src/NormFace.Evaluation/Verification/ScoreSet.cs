namespace NormFace.Verification;

/// <summary>Scores of genuine and of impostor pairs, checked and sorted. Every figure of verification is computed from it.</summary>
/// <remarks>
/// A pair is accepted if and only if its score is at least the threshold. Equal scores form one group, so no figure depends
/// on the order in which tied pairs were given. Infinite scores are allowed and sort as they should.
/// </remarks>
public sealed class ScoreSet
{
    private readonly ScoreGroup[] groups;

    /// <summary>Creates a set from the two kinds of scores.</summary>
    /// <param name="genuine">Scores of pairs of one identity; at least one, none NaN.</param>
    /// <param name="impostor">Scores of pairs of two identities; at least one, none NaN.</param>
    /// <exception cref="ArgumentException">A kind is empty or holds a NaN; it is named, with the position.</exception>
    public ScoreSet(ReadOnlySpan<double> genuine, ReadOnlySpan<double> impostor)
        : this(Group(Descending(genuine, nameof(genuine)), Descending(impostor, nameof(impostor))), resolution: 1.0 / impostor.Length)
    {
    }

    /// <summary>Takes groups that are known to be in order, with at least one pair of each kind.</summary>
    internal ScoreSet(ScoreGroup[] groups, double resolution)
    {
        this.groups = groups;
        Resolution = resolution;
        foreach (var group in groups)
        {
            GenuineCount += group.GenuineCount;
            ImpostorCount += group.ImpostorCount;
        }
    }

    /// <summary>Creates a set from pairs.</summary>
    /// <param name="pairs">Pairs, at least one of each kind, no score NaN.</param>
    /// <returns>The set.</returns>
    /// <exception cref="ArgumentException">A kind is missing or holds a NaN; it is named.</exception>
    public static ScoreSet From(IEnumerable<ScorePair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        List<double> genuine = [];
        List<double> impostor = [];
        foreach (var pair in pairs)
        {
            (pair.IsGenuine ? genuine : impostor).Add(pair.Score);
        }

        return new ScoreSet(genuine.ToArray(), impostor.ToArray());
    }

    /// <summary>Distinct scores from the highest to the lowest, with the pairs that have them.</summary>
    public IReadOnlyList<ScoreGroup> Groups => groups;

    /// <summary>The same, for loops over millions of them.</summary>
    internal ReadOnlySpan<ScoreGroup> Span => groups;

    /// <summary>Number of genuine pairs, at least 1.</summary>
    public long GenuineCount { get; }

    /// <summary>Number of impostor pairs, at least 1.</summary>
    public long ImpostorCount { get; }

    /// <summary>Smallest false accept rate above 0 that the set can show: one in its impostor pairs.</summary>
    /// <remarks>A replicate of <see cref="SubjectBootstrap"/> keeps the resolution of the set it was drawn from.</remarks>
    public double Resolution { get; }

    private static double[] Descending(ReadOnlySpan<double> scores, string name)
    {
        if (scores.IsEmpty)
        {
            throw new ArgumentException($"{name} must hold at least one score, but is empty. Verification needs pairs of one and of two identities.", name);
        }

        for (var index = 0; index < scores.Length; index++)
        {
            if (double.IsNaN(scores[index]))
            {
                throw new ArgumentException($"{name}[{index}] must be a number, but was NaN.", name);
            }
        }

        var sorted = scores.ToArray();
        Array.Sort(sorted);
        Array.Reverse(sorted);
        return sorted;
    }

    private static ScoreGroup[] Group(double[] genuine, double[] impostor)
    {
        List<ScoreGroup> groups = [];
        int g = 0, i = 0;
        while (g < genuine.Length || i < impostor.Length)
        {
            var score = Math.Max(g < genuine.Length ? genuine[g] : double.NegativeInfinity, i < impostor.Length ? impostor[i] : double.NegativeInfinity);
            var (firstGenuine, firstImpostor) = (g, i);
            while (g < genuine.Length && genuine[g] == score)
            {
                g++;
            }

            while (i < impostor.Length && impostor[i] == score)
            {
                i++;
            }

            groups.Add(new ScoreGroup(score, g - firstGenuine, i - firstImpostor));
        }

        return [.. groups];
    }
}
