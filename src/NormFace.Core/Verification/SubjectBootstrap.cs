namespace NormFace.Verification;

/// <summary>Settings of <see cref="SubjectBootstrap"/>.</summary>
public sealed record SubjectBootstrapOptions
{
    /// <summary>Number of replicates, at least 1. 1000 unless set.</summary>
    public int ReplicateCount { get; init; } = 1000;

    /// <summary>Seed of the draws. 1 unless set; equal seeds give equal intervals.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Level of the intervals, in (0, 1). 0.95 unless set.</summary>
    public double Level { get; init; } = 0.95;
}

/// <summary>Confidence intervals of verification figures by drawing identities, not pairs, with replacement.</summary>
/// <remarks>
/// <para>
/// Pairs that share a person are not independent: a thousand pairs of ten people tell about ten people. Drawing pairs would
/// give intervals far too narrow. Here an identity drawn <c>k</c> times counts <c>k</c> times in its genuine pairs and
/// <c>k·l</c> times in its impostor pairs with one drawn <c>l</c> times. The ends are percentiles of the replicates.
/// </para>
/// <para>Source: Bolle, Ratha, Pankanti, "Error analysis of pattern recognition systems: the subsets bootstrap", CVIU 93 (2004).</para>
/// </remarks>
public static class SubjectBootstrap
{
    private const int MostRedraws = 1000;

    /// <summary>Intervals of several figures, all from the same replicates.</summary>
    /// <param name="pairs">Scored pairs with their identities, at least one of each kind, no score NaN.</param>
    /// <param name="figures">What to compute of a set of scores, such as <c>Auc.Of</c>; must not give NaN.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>An interval for each figure, in their order.</returns>
    /// <remarks>A replicate in which a kind of pair is missing is drawn again. Time: pairs times replicates.</remarks>
    /// <exception cref="ArgumentException">
    /// Pairs are missing or NaN, an option is outside its range, a figure is NaN, or so few identities have genuine pairs that
    /// replicates without any keep being drawn.
    /// </exception>
    public static IReadOnlyList<ConfidenceInterval> Intervals(
        IReadOnlyCollection<ScorePair> pairs, IReadOnlyList<Func<ScoreSet, double>> figures, SubjectBootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(figures);
        options ??= new SubjectBootstrapOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ReplicateCount, 1, nameof(options.ReplicateCount));
        if (!(options.Level > 0 && options.Level < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.Level, FormattableString.Invariant($"Level must lie in (0, 1), but was {options.Level}."));
        }

        var whole = ScoreSet.From(pairs);
        var sample = new SubjectSample(pairs, whole.Resolution);
        var random = new Random(options.Seed);
        var replicates = figures.Select(_ => new double[options.ReplicateCount]).ToArray();

        for (var replicate = 0; replicate < options.ReplicateCount; replicate++)
        {
            var scores = Draw(sample, random);
            for (var figure = 0; figure < figures.Count; figure++)
            {
                replicates[figure][replicate] = Number(figures[figure](scores), figure);
            }
        }

        return [.. figures.Select((figure, index) => Interval(Number(figure(whole), index), replicates[index], options.Level))];
    }

    private static ScoreSet Draw(SubjectSample sample, Random random)
    {
        for (var attempt = 0; attempt < MostRedraws; attempt++)
        {
            if (sample.Draw(random) is { } scores)
            {
                return scores;
            }
        }

        throw new ArgumentException(
            $"pairs must have genuine and impostor pairs of enough identities, but {MostRedraws} draws in a row missed a kind. Take more identities.");
    }

    private static double Number(double value, int figure) =>
        double.IsNaN(value) ? throw new ArgumentException($"figures[{figure}] must give a number, but gave NaN.") : value;

    private static ConfidenceInterval Interval(double value, double[] replicates, double level)
    {
        Array.Sort(replicates);
        return new ConfidenceInterval(value, Quantile(replicates, (1 - level) / 2), Quantile(replicates, (1 + level) / 2), level);
    }

    // Between neighbours in a straight line.
    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
