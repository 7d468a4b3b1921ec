using NormFace.Verification;

namespace NormFace.Protocols.Pairs;

/// <summary>What one rule says of the folds.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Accuracy">Mean over the folds, with both meanings of plus-minus.</param>
/// <param name="Interval">The mean over the folds with an interval over people, thresholds held.</param>
/// <param name="Folds">What it decided in each fold, by rising number.</param>
/// <param name="IsCorrect">Whether each pair was decided correctly, in the order of the list.</param>
public sealed record RuleResult(
    AccuracyRule Rule, MeanAndDeviation Accuracy, ConfidenceInterval Interval, IReadOnlyList<FoldOutcome> Folds,
    IReadOnlyList<bool> IsCorrect)
{
    /// <summary>
    /// Mean accuracies that other thresholds would have given which the training pairs cannot tell apart: differences
    /// inside this range mean nothing. Null where the rule leaves no choice.
    /// </summary>
    public (double Low, double High)? AmongEquals { get; init; }
}
