using NormFace.Models;

namespace NormFace.Recognition;

/// <summary>Whether two faces are of one person, by a threshold.</summary>
/// <param name="Score">Cosine of the two embeddings.</param>
/// <param name="Threshold">The least score that counts as the same person.</param>
/// <param name="Calibrated">How the threshold was found; null for one that the caller chose.</param>
/// <param name="LogLikelihoodRatio">
/// Logarithm of how many times as frequent such a score is between pictures of one person as between those of two, in
/// nats, on the hardest set; null if the model was not calibrated. It may well be above 0 below a strict threshold.
/// Held within <see cref="CalibrationRecord.LogRatioLimits"/>.
/// </param>
public sealed record FaceComparison(
    double Score, double Threshold, MatchThreshold? Calibrated, double? LogLikelihoodRatio)
{
    /// <summary>The false match rate that is meant where none is named: one in a thousand.</summary>
    public const double UsualRate = 0.001;

    /// <summary>
    /// A score below the threshold speaks for two people only if it is at least so many times as frequent between them.
    /// </summary>
    public const double DifferentRatio = 10;

    /// <summary>Where the threshold was calibrated: the set of pictures that asks for the highest one; null for a
    /// threshold that the caller chose.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the score reaches the threshold.</summary>
    public bool IsSame => Score >= Threshold;

    /// <summary>What the score says. Without a calibration, a score below the threshold says nothing.</summary>
    public FaceVerdict Verdict => IsSame ? FaceVerdict.Same
        : LogLikelihoodRatio <= -Math.Log(DifferentRatio) ? FaceVerdict.Different
        : FaceVerdict.Undecided;

    /// <summary>Compares by a threshold of the caller's.</summary>
    /// <param name="first">A face.</param>
    /// <param name="second">Another, by the same model.</param>
    /// <param name="threshold">The least score that counts as the same person, in [−1, 1].</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is outside its range.</exception>
    public static FaceComparison Of(FaceEmbedding first, FaceEmbedding second, double threshold)
    {
        ArgumentNullException.ThrowIfNull(first);
        return threshold is >= -1 and <= 1
            ? new FaceComparison(first.Cosine(second), threshold, null, null)
            : throw new ArgumentOutOfRangeException(
                nameof(threshold),
                threshold,
                FormattableString.Invariant($"threshold must lie in [-1, 1], but was {threshold}."));
    }

    /// <summary>Compares by a threshold that was calibrated for a false match rate.</summary>
    /// <param name="first">A face.</param>
    /// <param name="second">Another, by the same model.</param>
    /// <param name="calibration">The model's calibration.</param>
    /// <param name="falseMatchRate">A rate that was calibrated; if null, the one next to
    /// <see cref="UsualRate"/>.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentException">The rate was not calibrated, the calibration has no thresholds, or it was
    /// made of embeddings that were corrected in another way.</exception>
    public static FaceComparison Of(
        FaceEmbedding first, FaceEmbedding second, ModelCalibration calibration, double? falseMatchRate = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(calibration);
        if (calibration.Rates.Count == 0)
        {
            throw new ArgumentException("The calibration has no thresholds.", nameof(calibration));
        }

        if (first.Correction?.Origin != calibration.Correction)
        {
            throw new ArgumentException(
                $"The embeddings must be corrected by {calibration.Correction ?? "nothing"}, as those behind the "
                + $"calibration were, but are by {first.Correction?.Origin ?? "nothing"}. Leave "
                + $"{nameof(FaceEmbedder)}.{nameof(FaceEmbedder.Correction)} as the network has it, or calibrate "
                + "again.",
                nameof(first));
        }

        var rate = falseMatchRate ?? calibration.Rates.MinBy(one => Math.Abs(Math.Log(one / UsualRate)));
        var (record, score) = (calibration.At(rate), first.Cosine(second));
        var threshold = record.At(rate);
        return new FaceComparison(score, threshold.Threshold, threshold, calibration.Hardest.LogRatioOf(score))
        {
            Source = record.Source,
        };
    }
}
