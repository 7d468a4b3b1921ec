namespace NormFace.Protocols.Lfw;

/// <summary>What a version did in one fold.</summary>
/// <param name="Threshold">Its threshold, as a cosine.</param>
/// <param name="IsCorrect">Whether each judged pair was decided correctly, in the order of the list.</param>
/// <param name="Components">Principal components kept; null without PCA.</param>
internal sealed record LfwFoldOutcome(double Threshold, IReadOnlyList<bool> IsCorrect, int? Components = null)
{
    /// <summary>Accuracies that other thresholds would have given which the training pairs cannot tell apart; null where the rule leaves no choice.</summary>
    public AccuracyRange? AmongEquals { get; init; }
}
