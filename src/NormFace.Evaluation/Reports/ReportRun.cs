using NormFace.Logs;
using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>One head, trained and measured, as a report shows it.</summary>
/// <param name="Name">Name of the head.</param>
/// <param name="Curve">Points of its training; empty where nothing was trained, as for raw pixels.</param>
/// <param name="Summary">Figures of the pairs of unseen identities, with intervals.</param>
public sealed record ReportRun(string Name, IReadOnlyList<TrainingPoint> Curve, VerificationSummary Summary)
{
    /// <summary>Genuine pairs of the lowest scores; none unless set.</summary>
    public IReadOnlyList<SamplePair> HardestGenuine { get; init; } = [];

    /// <summary>Impostor pairs of the highest scores; none unless set.</summary>
    public IReadOnlyList<SamplePair> HardestImpostor { get; init; } = [];
}
