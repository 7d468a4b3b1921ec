namespace NormFace.Identification;

/// <summary>How many enrolled people are found at a false positive rate.</summary>
/// <param name="Definition">What the false positive rate counts.</param>
/// <param name="WantedRate">The false positive rate asked for, in [0, 1].</param>
/// <param name="Rank">
/// The rank that the own identity may have at most; 0 for any, which is what the definitions other than
/// <see cref="OpenSetDefinition.PerSearch"/> count.
/// </param>
/// <param name="Threshold">
/// The lowest threshold that keeps the false positive rate at or below the wanted one; negative infinity where all are accepted.
/// </param>
/// <param name="MeasuredRate">The false positive rate at that threshold, at most the wanted one.</param>
/// <param name="TruePositiveRate">Share of the mated searches that succeed (TPIR), with its interval over the identities of the probes.</param>
public sealed record OpenSetRate(
    OpenSetDefinition Definition, double WantedRate, int Rank, double Threshold, double MeasuredRate, ConfidenceInterval TruePositiveRate);
