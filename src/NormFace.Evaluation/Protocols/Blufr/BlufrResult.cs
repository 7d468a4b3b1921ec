using NormFace.Reports;

namespace NormFace.Protocols.Blufr;

/// <summary>Figures of the benchmark.</summary>
/// <param name="Origin">Where the trials come from; generated ones say so.</param>
/// <param name="IsGenerated">Whether the trials were generated: then these are not BLUFR figures.</param>
/// <param name="Verification">Verification rates, in the order of the wanted false accept rates.</param>
/// <param name="Identification">
/// Detection and identification rates, by false accept rate and inside that by rank, in the order asked for.
/// </param>
public sealed partial record BlufrResult(
    string Origin,
    bool IsGenerated,
    IReadOnlyList<BlufrRate> Verification,
    IReadOnlyList<BlufrRate> Identification) : EvaluationResult
{
    /// <summary>What each trial compared.</summary>
    internal IReadOnlyList<BlufrCounts> Counts { get; init; } = [];
}
