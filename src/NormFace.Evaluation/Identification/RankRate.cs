namespace NormFace.Identification;

/// <summary>How many mated probes have their identity among the first of the gallery.</summary>
/// <param name="Rank">How many count as the first, at least 1.</param>
/// <param name="Rate">The share, with its interval over the identities of the probes.</param>
public sealed record RankRate(int Rank, ConfidenceInterval Rate);
