namespace NormFace.Models;

/// <summary>The threshold for a wanted false match rate, and what it does on the pairs it was found on.</summary>
/// <param name="WantedRate">The wanted false match rate, in (0, 1].</param>
/// <param name="Threshold">Lowest score accepted. No more lenient threshold keeps the rate on these pairs.</param>
/// <param name="FalseMatchCount">Impostor pairs accepted.</param>
/// <param name="ImpostorCount">Impostor pairs in all.</param>
/// <param name="FalseMatchRate">
/// Share of impostor pairs accepted, at most <paramref name="WantedRate"/>, with its interval at this threshold.
/// </param>
/// <param name="TrueAcceptRate">Share of genuine pairs accepted, with its interval at this threshold.</param>
/// <param name="ThresholdInterval">
/// Where other people would have put the threshold; null if pairs were taken to be independent.
/// </param>
public sealed record MatchThreshold(
    double WantedRate,
    double Threshold,
    long FalseMatchCount,
    long ImpostorCount,
    ConfidenceInterval FalseMatchRate,
    ConfidenceInterval TrueAcceptRate,
    ConfidenceInterval? ThresholdInterval);
