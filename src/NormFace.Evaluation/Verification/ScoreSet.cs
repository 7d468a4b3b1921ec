namespace NormFace.Verification;

/// <summary>
/// Scores of genuine and of impostor pairs, checked and sorted. Every figure of verification is computed from it.
/// </summary>
/// <remarks>
/// A pair is accepted if and only if its score is at least the threshold. Equal scores form one group, so no figure
/// depends on the order in which tied pairs were given. Infinite scores are allowed and sort as they should.
/// </remarks>
public sealed class ScoreSet
{
    private readonly ScoreGroup[] groups;

    /// <summary>Creates a set from the two kinds of scores.</summary>
    /// <param name="genuine">Scores of pairs of one identity; at least one, none NaN.</param>
    /// <param name="impostor">Scores of pairs of two identities; at least one, none NaN.</param>
    /// <exception cref="ArgumentException">A kind is empty or holds a NaN; it is named, with the position.</exception>
    public ScoreSet(ReadOnlySpan<double> genuine, ReadOnlySpan<double> impostor)
        : this(Sorted(genuine, impostor), resolution: 1.0 / impostor.Length)
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
    public static ScoreSet From(IReadOnlyCollection<ScorePair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return new ScoreSet(
            [.. pairs.Where(pair => pair.IsGenuine).Select(pair => pair.Score)], [
                .. pairs.Where(pair => !pair.IsGenuine).Select(pair => pair.Score)]);
    }

    /// <summary>Distinct scores from the highest to the lowest, with the pairs that have them.</summary>
    internal IReadOnlyList<ScoreGroup> Groups => groups;

    /// <summary>The same, for loops over millions of them.</summary>
    internal ReadOnlySpan<ScoreGroup> Span => groups;

    /// <summary>Number of genuine pairs, at least 1.</summary>
    public long GenuineCount { get; }

    /// <summary>Number of impostor pairs, at least 1.</summary>
    public long ImpostorCount { get; }

    /// <summary>Smallest false accept rate above 0 that the set can show: one in its impostor pairs.</summary>
    /// <remarks>
    /// A replicate of <see cref="SubjectBootstrap"/> keeps the resolution of the set it was drawn from.
    /// </remarks>
    public double Resolution { get; }

    /// <summary>
    /// The same scores with neighbouring groups of impostor pairs alone put together, except that a group ends at every
    /// threshold: the ROC curve keeps its corners and the points at the thresholds.
    /// </summary>
    internal ScoreSet Merged(IReadOnlyCollection<double> thresholds)
    {
        HashSet<double> ends = [.. thresholds];
        List<ScoreGroup> merged = [];
        var isOpen = false;
        foreach (var group in groups)
        {
            if (isOpen && group.GenuineCount == 0)
            {
                merged[^1] = new ScoreGroup(group.Score, 0, merged[^1].ImpostorCount + group.ImpostorCount);
            }
            else
            {
                merged.Add(group);
            }

            isOpen = group.GenuineCount == 0 && !ends.Contains(group.Score);
        }

        return new ScoreSet([.. merged], Resolution);
    }

    /// <summary>Refuses a kind of scores that is empty or holds a NaN.</summary>
    internal static void Check(ReadOnlySpan<double> scores, string name)
    {
        if (scores.IsEmpty)
        {
            throw new ArgumentException(
                $"{name} must hold at least one score, but is empty. Verification needs pairs of one and of two "
                    + "identities.", name);
        }

        var wrong = scores.IndexOf(double.NaN);
        if (wrong >= 0)
        {
            throw new ArgumentException($"{name}[{wrong}] must be a number, but was NaN.", name);
        }
    }

    private static ScoreGroup[] Sorted(ReadOnlySpan<double> genuine, ReadOnlySpan<double> impostor)
    {
        Check(genuine, nameof(genuine));
        Check(impostor, nameof(impostor));
        double[] scores = [.. genuine, .. impostor];
        var isGenuine = new bool[scores.Length];
        isGenuine.AsSpan(0, genuine.Length).Fill(true);
        Array.Sort(scores, isGenuine);

        var groups = new ScoreGroup[CountDistinct(scores)];
        var position = 0;
        for (var group = groups.Length - 1; group >= 0; group--)
        {
            var (score, start, ofGenuine) = (scores[position], position, 0);
            for (; position < scores.Length && scores[position] == score; position++)
            {
                ofGenuine += isGenuine[position] ? 1 : 0;
            }

            groups[group] = new ScoreGroup(score + 0.0, ofGenuine, position - start - ofGenuine); // both zeros are one
        }

        return groups;
    }

    private static int CountDistinct(double[] sorted)
    {
        var count = 1;
        for (var index = 1; index < sorted.Length; index++)
        {
            count += sorted[index] != sorted[index - 1] ? 1 : 0;
        }

        return count;
    }
}
