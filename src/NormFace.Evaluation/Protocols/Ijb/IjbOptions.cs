using NormFace.Identification;
using NormFace.Verification;

namespace NormFace.Protocols.Ijb;

/// <summary>Settings of <see cref="IjbEvaluation"/>.</summary>
public sealed record IjbOptions
{
    /// <summary>
    /// Whether pictures weigh by the quality of their faces, where the lists give it. Default: true, as InsightFace has
    /// it.
    /// </summary>
    public bool UsesQuality { get; init; } = true;

    /// <summary>
    /// Whether features are averaged as they are, instead of projected to the unit sphere first. Default: false.
    /// </summary>
    public bool KeepsLengths { get; init; }

    /// <summary>
    /// False accept rates of 1:1; null for those of 1e-6, 1e-5, ..., 0.1 that the impostor pairs can show.
    /// </summary>
    public IReadOnlyList<double>? Fars { get; init; }

    /// <summary>
    /// Ranks, false positive rates and definitions of 1:N. Default: ranks 1, 5 and 10, rates per search of 0.01 and
    /// 0.1.
    /// </summary>
    public IdentificationOptions Identification { get; init; } = new()
    {
        FalsePositiveRates = [0.01, 0.1],
        Definitions = [OpenSetDefinition.PerSearch],
    };

    /// <summary>Settings of the intervals of 1:1.</summary>
    public SubjectBootstrapOptions Bootstrap { get; init; } = new();
}
