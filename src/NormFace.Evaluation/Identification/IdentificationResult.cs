using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.Identification;

/// <summary>What identification gave.</summary>
/// <param name="Origin">Where the trial comes from.</param>
/// <param name="GalleryRows">Number of rows enrolled.</param>
/// <param name="GalleryIdentities">Number of identities enrolled.</param>
/// <param name="MatedProbes">Number of probes whose identity is enrolled, at least 1.</param>
/// <param name="NonMatedProbes">Number of the others.</param>
/// <param name="CumulativeMatches">
/// Closed-set rates: the share of mated probes whose identity is among the first 1, 2, ... of the gallery, up to 100.
/// </param>
/// <param name="RankRates">The same at the ranks asked for, with intervals.</param>
/// <param name="OpenSet">Open-set rates.</param>
/// <param name="Scores">
/// Mated searches that found their identity at rank 1 with its score (others score negative infinity) against the
/// highest scores of non-mated searches; null if there are none. Its curve is TPIR by FPIR at rank 1.
/// </param>
public sealed partial record IdentificationResult(
    string Origin,
    int GalleryRows,
    int GalleryIdentities,
    int MatedProbes,
    int NonMatedProbes,
    IReadOnlyList<double> CumulativeMatches,
    IReadOnlyList<(int Rank, ConfidenceInterval Rate)> RankRates,
    IReadOnlyList<OpenSetRate> OpenSet,
    ScoreSet? Scores) : EvaluationResult
{
    /// <summary>
    /// Replicates of the rank rates, then of the open-set rates, in their order. Shape <c>[rates][replicates]</c>.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<double>> Replicates { get; init; } = [];
}
