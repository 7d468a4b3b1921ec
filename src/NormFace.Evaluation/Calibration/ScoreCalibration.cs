using NormFace.Models;
using NormFace.Verification;

namespace NormFace.Calibration;

/// <summary>
/// Calibrates the scores of a model: thresholds for false match rates, and scores as likelihood ratios.
/// </summary>
public static partial class ScoreCalibration
{
    /// <summary>Calibrates scored pairs.</summary>
    /// <param name="pairs">
    /// Pairs with their identities, at least one of each kind, scores finite and of both kinds overlapping.
    /// </param>
    /// <param name="falseMatchRates">Wanted rates, in any order, each in (0, 1] and given once.</param>
    /// <param name="source">Description of the pairs' origin.</param>
    /// <param name="scoreKind">What a score is.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The record.</returns>
    /// <exception cref="ArgumentException">
    /// As for <see cref="For"/>, scores of both kinds do not overlap, or a text is empty.
    /// </exception>
    public static CalibrationRecord Of(
        IReadOnlyCollection<ScorePair> pairs,
        IReadOnlyList<double> falseMatchRates,
        string source,
        string scoreKind = "cosine",
        CalibrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(falseMatchRates);
        options ??= new CalibrationOptions();
        var sorted = new SortedPairs(pairs);
        var scores = sorted.All;
        var ratio = LogisticFit.Of(scores);
        return new CalibrationRecord
        {
            ScoreKind = scoreKind,
            Source = source,
            Seed = options.Bootstrap.Seed,
            ReplicateCount = options.Bootstrap.ReplicateCount,
            IdentityCount = pairs.SelectMany(pair => new[] { pair.FirstIdentity, pair.SecondIdentity })
                .Distinct()
                .Count(),
            GenuineCount = scores.GenuineCount,
            ImpostorCount = scores.ImpostorCount,
            Thresholds = ForEach(sorted, [.. falseMatchRates.Order()], options),
            Ratio = ratio,
            Cllr = Calibration.Cllr.Of(scores, ratio),
            MinimumCllr = Calibration.Cllr.Minimum(scores),
        }.Checked();
    }
}
