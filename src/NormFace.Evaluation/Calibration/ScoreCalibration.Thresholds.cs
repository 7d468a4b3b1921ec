using NormFace.Models;
using NormFace.Verification;

namespace NormFace.Calibration;

public static partial class ScoreCalibration
{
    /// <summary>Finds the threshold on pairs that share people, with intervals over identities.</summary>
    /// <param name="pairs">Scored pairs with their identities, at least one of each kind, no score NaN.</param>
    /// <param name="falseMatchRate">The wanted rate, in (0, 1].</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The threshold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The rate is outside its range, or finer than the pairs support.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// Every threshold that accepts anything exceeds the rate, because of ties, or as for
    /// <see cref="SubjectBootstrap"/>.
    /// </exception>
    public static MatchThreshold For(
        IReadOnlyCollection<ScorePair> pairs, double falseMatchRate, CalibrationOptions? options = null) =>
        ForEach(pairs, [falseMatchRate], options)[0];

    /// <summary>Finds the thresholds of several rates, with intervals from the same replicates.</summary>
    /// <param name="pairs">Scored pairs with their identities, at least one of each kind, no score NaN.</param>
    /// <param name="falseMatchRates">The wanted rates, each in (0, 1].</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>A threshold for each rate, in their order.</returns>
    /// <exception cref="ArgumentException">As for <see cref="For"/>.</exception>
    public static IReadOnlyList<MatchThreshold> ForEach(
        IReadOnlyCollection<ScorePair> pairs, IReadOnlyList<double> falseMatchRates, CalibrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(falseMatchRates);
        return ForEach(new SortedPairs(pairs), falseMatchRates, options ?? new CalibrationOptions());
    }

    /// <summary>The same of pairs that are sorted.</summary>
    internal static IReadOnlyList<MatchThreshold> ForEach(
        SortedPairs pairs, IReadOnlyList<double> falseMatchRates, CalibrationOptions options)
    {
        var scores = pairs.All;
        var found = falseMatchRates.Select(rate => (Rate: rate, Threshold: Find(scores, rate, options))).ToArray();
        if (found.Length == 0)
        {
            return [];
        }

        var figures = found.SelectMany(one => new Func<ScoreSet, double>[]
        {
            drawn => Accepted(drawn, one.Threshold).Far,
            drawn => Accepted(drawn, one.Threshold).Tar,
            drawn => Strictest(drawn, one.Rate),
        });
        var intervals = SubjectBootstrap.Intervals(pairs, [.. figures], options.Bootstrap);
        return
        [
            .. found.Select((one, index) => new MatchThreshold(
                one.Rate,
                one.Threshold,
                Counts(scores, one.Threshold).Impostor,
                scores.ImpostorCount,
                intervals[3 * index],
                intervals[(3 * index) + 1],
                intervals[(3 * index) + 2])),
        ];
    }

    /// <summary>Finds the threshold on independent pairs, with exact intervals.</summary>
    /// <param name="scores">
    /// Scores of pairs of which no two share a person; where they do, the intervals are too narrow.
    /// </param>
    /// <param name="falseMatchRate">The wanted rate, in (0, 1].</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The threshold, without an interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The rate is outside its range, or finer than the pairs support.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// Every threshold that accepts anything exceeds the rate, because of ties.
    /// </exception>
    public static MatchThreshold ForIndependent(
        ScoreSet scores, double falseMatchRate, CalibrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scores);
        options ??= new CalibrationOptions();
        var threshold = Find(scores, falseMatchRate, options);
        var (genuine, impostor) = Counts(scores, threshold);
        return new MatchThreshold(
            falseMatchRate,
            threshold,
            impostor,
            scores.ImpostorCount,
            ExactBinomial.Interval(impostor, scores.ImpostorCount, options.Bootstrap.Level),
            ExactBinomial.Interval(genuine, scores.GenuineCount, options.Bootstrap.Level),
            ThresholdInterval: null);
    }

    /// <summary>How many impostor pairs a wanted rate needs.</summary>
    /// <param name="falseMatchRate">The wanted rate, in (0, 1].</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>
    /// The least number of pairs, as a whole number; a double, since small rates need more than a long holds.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double ImpostorsNeeded(double falseMatchRate, CalibrationOptions? options = null)
    {
        var least = (options ?? new CalibrationOptions()).LeastFalseMatches;
        if (!(falseMatchRate > 0 && falseMatchRate <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(falseMatchRate), falseMatchRate, FormattableString.Invariant(
                    $"falseMatchRate must lie in (0, 1], but was {falseMatchRate}."));
        }

        if (!(least >= 1 && double.IsFinite(least)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), least, FormattableString.Invariant(
                    $"LeastFalseMatches must be finite and at least 1, but was {least}."));
        }

        const double rounding = 1e-12; // 3 / 0.003 is to be 1000
        return Math.Ceiling(least / falseMatchRate * (1 - rounding));
    }

    private static double Find(ScoreSet scores, double falseMatchRate, CalibrationOptions options)
    {
        var needed = ImpostorsNeeded(falseMatchRate, options);
        if (scores.ImpostorCount < needed)
        {
            throw new ArgumentOutOfRangeException(
                nameof(falseMatchRate),
                falseMatchRate,
                FormattableString.Invariant(
                    $"falseMatchRate must be at least {options.LeastFalseMatches / scores.ImpostorCount:G3} with ")
                    + FormattableString.Invariant($"{scores.ImpostorCount} impostor pairs, ")
                + FormattableString.Invariant(
                    $"but was {falseMatchRate:G3}. At least {needed:F0} impostor pairs would be needed, ")
                + FormattableString.Invariant(
                    $"for {options.LeastFalseMatches} false matches to be expected at that rate."));
        }

        var threshold = RocCurve.At(scores, falseMatchRate).Threshold;
        return double.IsFinite(threshold)
            ? threshold
            : throw new ArgumentException(
                FormattableString.Invariant(
                    $"scores must let some threshold accept pairs at a false match rate of {falseMatchRate:G3}, ")
                + FormattableString.Invariant($"but at the highest, {scores.Groups[0].Score:G6}, are already ")
                + FormattableString.Invariant($"{scores.Groups[0].ImpostorCount} of ")
                + $"{scores.ImpostorCount} impostor pairs. The scores are too coarse or do not separate.",
                nameof(scores));
    }

    // Where even the highest score accepts too much, the threshold lies just above it.
    private static double Strictest(ScoreSet scores, double falseMatchRate)
    {
        var threshold = RocCurve.At(scores, falseMatchRate).Threshold;
        return double.IsFinite(threshold) ? threshold : Math.BitIncrement(scores.Groups[0].Score);
    }

    private static OperatingPoint Accepted(ScoreSet scores, double threshold)
    {
        var (genuine, impostor) = Counts(scores, threshold);
        return new OperatingPoint(
            threshold, (double)impostor / scores.ImpostorCount, (double)genuine / scores.GenuineCount);
    }

    private static (long Genuine, long Impostor) Counts(ScoreSet scores, double threshold)
    {
        long genuine = 0, impostor = 0;
        foreach (var group in scores.Groups)
        {
            if (group.Score < threshold)
            {
                break;
            }

            genuine += group.GenuineCount;
            impostor += group.ImpostorCount;
        }

        return (genuine, impostor);
    }
}
