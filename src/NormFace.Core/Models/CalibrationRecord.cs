namespace NormFace.Models;

/// <summary>
/// What calibration found out about the scores of a model on one set of pictures, kept beside its weights and read when
/// faces are verified.
/// </summary>
/// <remarks>Equality compares the list of thresholds by reference.</remarks>
public sealed partial record CalibrationRecord
{
    /// <summary>Version of the form that is written. Records of a higher version are refused.</summary>
    public const int CurrentVersion = 2;

    // Of records of plain cosines, which older versions of the program read too.
    private const int PlainVersion = 1;

    /// <summary>Name of the field that holds the records in <c>Further</c> of a model's header.</summary>
    public const string FieldName = "calibration";

    /// <summary>What a score is, such as <c>cosine</c>; not empty.</summary>
    public required string ScoreKind { get; init; }

    /// <summary>Description of the pairs' origin; not empty.</summary>
    public required string Source { get; init; }

    /// <summary>Seed of the replicates.</summary>
    public required int Seed { get; init; }

    /// <summary>Number of replicates behind the intervals, at least 1.</summary>
    public required int ReplicateCount { get; init; }

    /// <summary>Identities in the pairs, at least 1.</summary>
    public required int IdentityCount { get; init; }

    /// <summary>Genuine pairs, at least 1.</summary>
    public required long GenuineCount { get; init; }

    /// <summary>Impostor pairs, at least 1.</summary>
    public required long ImpostorCount { get; init; }

    /// <summary>
    /// Thresholds by wanted false match rate, from the strictest rate to the most lenient, each rate once. May be
    /// empty.
    /// </summary>
    public required IReadOnlyList<MatchThreshold> Thresholds { get; init; }

    /// <summary>What turns a score into the logarithm of a likelihood ratio, in nats.</summary>
    public required LogLikelihoodRatio Ratio { get; init; }

    /// <summary>Cost of those ratios on the same pairs, in bits, at least 0.</summary>
    public required double Cllr { get; init; }

    /// <summary>The least cost that ratios in the order of the scores could have, in bits, in [0, 1].</summary>
    public required double MinimumCllr { get; init; }

    /// <summary>
    /// <see cref="SourceCorrection.Origin"/> of the correction of the embeddings behind the scores; null if they were
    /// not corrected. The thresholds hold only for scores of embeddings corrected in the same way.
    /// </summary>
    public string? Correction { get; init; }

    /// <summary>
    /// The logarithms of ratios that the pairs can speak for, in nats: so many genuine pairs cannot show that a score
    /// is rarer among them than once, nor so many impostor pairs. The line
    /// goes on beyond, but nothing there was seen.
    /// </summary>
    public (double Low, double High) LogRatioLimits => (-Math.Log(GenuineCount), Math.Log(ImpostorCount));

    /// <summary>
    /// Logarithm of how many times as frequent a score is between genuine pairs as between impostors, within
    /// <see cref="LogRatioLimits"/>.
    /// </summary>
    /// <param name="score">A score.</param>
    /// <returns>The logarithm, in nats; NaN for NaN.</returns>
    public double LogRatioOf(double score) => Math.Clamp(Ratio.Of(score), LogRatioLimits.Low, LogRatioLimits.High);

    /// <summary>The threshold of a wanted rate.</summary>
    /// <param name="falseMatchRate">A rate that was calibrated.</param>
    /// <returns>The threshold.</returns>
    /// <exception cref="ArgumentException">The rate is none of those calibrated; the message lists them.</exception>
    public MatchThreshold At(double falseMatchRate) =>
        Thresholds.FirstOrDefault(threshold => threshold.WantedRate == falseMatchRate)
        ?? throw new ArgumentException(
            FormattableString.Invariant(
                $"The false match rate must be one that was calibrated ({RatesText()}), but was {falseMatchRate}."),
            nameof(falseMatchRate));

    /// <summary>Throws unless every part is in its range.</summary>
    /// <returns>The record itself.</returns>
    /// <exception cref="ArgumentException">A part is out of range; it is named.</exception>
    public CalibrationRecord Checked()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ScoreKind);
        ArgumentException.ThrowIfNullOrWhiteSpace(Source);
        ArgumentNullException.ThrowIfNull(Thresholds);
        Require(Correction is null || !string.IsNullOrWhiteSpace(Correction), nameof(Correction), "be null or a text");
        ArgumentOutOfRangeException.ThrowIfLessThan(ReplicateCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(IdentityCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(GenuineCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ImpostorCount, 1);
        Require(
            double.IsFinite(Ratio.Slope) && double.IsFinite(Ratio.Offset),
            nameof(Ratio),
            "have a finite slope and offset");
        Require(Cllr >= 0 && double.IsFinite(Cllr), nameof(Cllr), "be finite and at least 0");
        Require(MinimumCllr is >= 0 and <= 1, nameof(MinimumCllr), "lie in [0, 1]");
        for (var index = 0; index < Thresholds.Count; index++)
        {
            Check(Thresholds[index], $"{nameof(Thresholds)}[{index}]");
            Require(
                index == 0 || Thresholds[index].WantedRate > Thresholds[index - 1].WantedRate,
                $"{nameof(Thresholds)}[{index}]",
                "have a larger wanted rate than the one before");
        }

        return this;
    }

    private void Check(MatchThreshold threshold, string name)
    {
        ArgumentNullException.ThrowIfNull(threshold, name);
        Require(threshold.WantedRate is > 0 and <= 1, name, "have a wanted rate in (0, 1]");
        Require(double.IsFinite(threshold.Threshold), name, "have a finite threshold");
        Require(
            threshold.ImpostorCount == ImpostorCount,
            name,
            FormattableString.Invariant($"count {ImpostorCount} impostor pairs as the record does"));
        Require(
            threshold.FalseMatchCount >= 0
                && threshold.FalseMatchCount <= threshold.WantedRate * ImpostorCount * (1 + 1e-12),
            name,
            "have as many false matches as its wanted rate allows");
        Require(IsRate(threshold.FalseMatchRate), name, "have a false match rate in [0, 1] within its interval");
        Require(
            threshold.FalseMatchRate.Value == (double)threshold.FalseMatchCount / ImpostorCount,
            name,
            "have the false match rate of its counts");
        Require(IsRate(threshold.TrueAcceptRate), name, "have a true accept rate in [0, 1] within its interval");
        Require(
            threshold.ThresholdInterval is not { } interval
                || (IsInterval(interval) && interval.Value == threshold.Threshold),
            name,
            "have a finite interval around its threshold");
    }

    private static bool IsRate(ConfidenceInterval interval) =>
        IsInterval(interval) && interval.Low >= 0 && interval.High <= 1;

    private static bool IsInterval(ConfidenceInterval interval) =>
        interval.Low <= interval.Value
            && interval.Value <= interval.High
            && double.IsFinite(interval.Low)
            && double.IsFinite(interval.High)
        && interval.Level > 0 && interval.Level < 1;

    private static void Require(bool holds, string name, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name} must {rule}.", name);
        }
    }

    private string RatesText() =>
        string.Join(", ", Thresholds.Select(threshold => FormattableString.Invariant($"{threshold.WantedRate}")));
}
