using NormFace.PairLists;
using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.Protocols.Pairs;

/// <summary>Figures of a list of pairs.</summary>
/// <param name="Summary">EER, AUC and true accept rates with intervals over identities.</param>
/// <param name="BestThreshold">
/// The threshold that decides most pairs correctly, found on the pairs themselves: its accuracy is flattered.
/// </param>
/// <param name="Rules">What each rule says of the folds; empty for a list of one fold.</param>
/// <param name="Scored">The pairs with their scores.</param>
public sealed partial record PairsResult(
    VerificationSummary Summary,
    (double Threshold, double Accuracy) BestThreshold,
    IReadOnlyList<RuleResult> Rules,
    ScoredPairs Scored) : EvaluationResult
{
    /// <summary>Whether these are LFW's pairs, whose report has the accuracies first. Default: false.</summary>
    public bool IsLfw { get; init; }
}
