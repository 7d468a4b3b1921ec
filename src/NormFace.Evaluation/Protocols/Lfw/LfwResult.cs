using NormFace.PairLists;
using NormFace.Verification;

namespace NormFace.Protocols.Lfw;

/// <summary>What one version says of one fold.</summary>
/// <param name="Accuracy">Share of the fold's pairs decided correctly, in [0, 1].</param>
/// <param name="Threshold">The threshold chosen without the fold, as a cosine.</param>
/// <param name="Components">Principal components kept; null without PCA.</param>
public sealed record LfwFoldResult(double Accuracy, double Threshold, int? Components);

/// <summary>The lowest and highest accuracy among choices that are equally good in training.</summary>
/// <param name="Low">Lowest, in [0, 1].</param>
/// <param name="High">Highest.</param>
public readonly record struct AccuracyRange(double Low, double High);

/// <summary>What one version says.</summary>
/// <param name="Version">The version.</param>
/// <param name="Accuracy">Mean over the folds, with both meanings of plus-minus.</param>
/// <param name="Interval">The mean over the folds with an interval over people, thresholds held.</param>
/// <param name="Folds">Each fold.</param>
/// <param name="IsCorrect">Whether each pair was decided correctly, in the order of the list.</param>
public sealed record LfwVersionResult(
    LfwVersion Version, MeanAndDeviation Accuracy, ConfidenceInterval Interval, IReadOnlyList<LfwFoldResult> Folds, IReadOnlyList<bool> IsCorrect)
{
    /// <summary>
    /// Mean accuracies that other thresholds would have given which the training pairs cannot tell apart: differences inside this range mean
    /// nothing. Null where the version's rule leaves no choice.
    /// </summary>
    public AccuracyRange? AmongEquals { get; init; }
}

/// <summary>Figures of LFW's pair protocol.</summary>
/// <param name="Versions">Each version asked for.</param>
/// <param name="Summary">EER, AUC and true accept rates of the cosines of all pairs, which no version changes.</param>
/// <param name="Scored">The pairs with their cosines.</param>
public sealed record LfwResult(IReadOnlyList<LfwVersionResult> Versions, VerificationSummary Summary, ScoredPairs Scored);
