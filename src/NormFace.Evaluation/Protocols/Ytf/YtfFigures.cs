using NormFace.Verification;

namespace NormFace.Protocols.Ytf;

/// <summary>Figures of the protocol with intervals over people.</summary>
/// <param name="Summary">EER, AUC and true accept rates of the mean scores.</param>
/// <param name="MeanScoreAccuracy">Accuracy by the mean score, machines held.</param>
/// <param name="HistogramAccuracy">Accuracy by histograms, machines held.</param>
public sealed record YtfFigures(VerificationSummary Summary, ConfidenceInterval MeanScoreAccuracy, ConfidenceInterval HistogramAccuracy)
{
    /// <summary>Computes them.</summary>
    /// <param name="result">What the protocol gave.</param>
    /// <param name="fars">Wanted false accept rates; null for those of 0.1, 0.01 and 0.001 that the impostor pairs can show.</param>
    /// <param name="options">Settings of the bootstrap; the defaults if null.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">A rate is finer than the impostor pairs can show, or an option is outside its range.</exception>
    public static YtfFigures Of(YtfResult result, IReadOnlyList<double>? fars = null, SubjectBootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        (int, int)[] identities = [.. result.Scores.Select(pair => (pair.FirstIdentity, pair.SecondIdentity))];
        var accuracies = SubjectBootstrap.WeightedIntervals(
            identities,
            [
                WeightedShare.Of([.. result.Folds.SelectMany(fold => fold.IsCorrectByMeanScore)]),
                WeightedShare.Of([.. result.Folds.SelectMany(fold => fold.IsCorrectByHistogram)]),
            ],
            options);
        return new YtfFigures(VerificationSummary.Of(result.Scores, fars, options), accuracies[0], accuracies[1]);
    }
}
