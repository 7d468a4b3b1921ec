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
        : this(SortedPairs.Of(genuine, impostor).All.groups, resolution: 1.0 / impostor.Length)
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
    public static ScoreSet From(IReadOnlyCollection<ScorePair> pairs) => new SortedPairs(pairs).All;

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
}
