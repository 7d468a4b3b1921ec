using NormFace.Embeddings;

namespace NormFace.AllPairs;

/// <summary>Settings of <see cref="AllPairsEvaluation"/>.</summary>
public sealed record AllPairsOptions
{
    private const double LeastFalseAccepts = 10;

    private static readonly double[] UsualFars = [1e-5, 1e-4, 1e-3, 1e-2];

    /// <summary>
    /// Wanted false accept rates, each 0 or from one in the impostor pairs to 1. Default: 1e-4, 1e-3 and 1e-2.
    /// </summary>
    public IReadOnlyList<double> Fars { get; init; } = [1e-4, 1e-3, 1e-2];

    /// <summary>
    /// Number of threads, at least 1. Default: as many as there are processors; no figure depends on it.
    /// </summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Number of replicates behind the intervals, at least 1. Default: 1000.</summary>
    public int ReplicateCount { get; init; } = 1000;

    /// <summary>Seed of the groups and the replicates. Default: 1; it moves the intervals, never a figure.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Level of the intervals, in (0, 1). Default: 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>How many of the hardest pairs of each kind are kept, at least 1. Default: 50.</summary>
    public int HardestCount { get; init; } = 50;

    /// <summary>
    /// Those of 1e-5, 1e-4, 1e-3 and 1e-2 at which a set's impostor pairs show ten false accepts or more.
    /// </summary>
    /// <param name="set">The set.</param>
    /// <returns>The rates, rising; 0 alone where the set shows none of them.</returns>
    public static IReadOnlyList<double> UsualFarsOf(PictureRows set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var pairs = set.Count * (set.Count - 1L) / 2;
        var impostors = pairs - set.Labels.CountBy(label => label).Sum(
            identity => identity.Value * (identity.Value - 1L) / 2);
        double[] usual = [.. UsualFars.Where(far => far * impostors >= LeastFalseAccepts)];
        return usual.Length > 0 ? usual : [0];
    }

    internal WatchLimits Limits { get; init; } = new();

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Fars);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReplicateCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(HardestCount, 1);
        if (!(Level > 0 && Level < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Level), Level, FormattableString.Invariant($"Level must lie in (0, 1), but was {Level}."));
        }
    }
}
