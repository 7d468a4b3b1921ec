namespace NormFace.Protocols.Pairs;

/// <summary>What a rule decided in one fold.</summary>
/// <param name="Threshold">Its threshold, as a cosine; NaN if it has none.</param>
/// <param name="IsCorrect">Whether each judged pair was decided correctly, in their order.</param>
public sealed record FoldOutcome(double Threshold, IReadOnlyList<bool> IsCorrect)
{
    /// <summary>Principal components kept; null without PCA.</summary>
    public int? Components { get; init; }

    /// <summary>
    /// Accuracies that other thresholds would have given which the training pairs cannot tell apart; null if the rule
    /// leaves no choice.
    /// </summary>
    public (double Low, double High)? AmongEquals { get; init; }

    /// <summary>Share of the judged pairs decided correctly, in [0, 1].</summary>
    public double Accuracy => (double)IsCorrect.Count(isCorrect => isCorrect) / IsCorrect.Count;
}
