using NormFace.Identification;
using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.Protocols.Ijb;

/// <summary>Figures of IJB-B or IJB-C.</summary>
/// <param name="TemplateCount">Number of templates.</param>
/// <param name="PictureCount">Number of pictures in them.</param>
/// <param name="UsesQuality">Whether pictures weighed by their quality.</param>
/// <param name="Verification">Figures of 1:1; null if the list of pairs is missing.</param>
/// <param name="Galleries">
/// Name of each gallery of 1:N, such as <c>G1</c>, and what the probes found in it; empty if those lists are missing.
/// </param>
public sealed partial record IjbResult(
    int TemplateCount,
    int PictureCount,
    bool UsesQuality,
    VerificationSummary? Verification,
    IReadOnlyList<(string Name, IdentificationResult Figures)> Galleries) : EvaluationResult;
