using NormFace.Logs;
using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>One head, trained and measured, as a report shows it.</summary>
/// <param name="Name">Name of the head.</param>
/// <param name="Curve">Points of its training; empty where nothing was trained, as for raw pixels.</param>
/// <param name="Scores">Scores of the pairs of unseen identities.</param>
/// <param name="Summary">Figures of these scores, with intervals.</param>
public sealed record ReportRun(string Name, IReadOnlyList<TrainingPoint> Curve, ScoreSet Scores, VerificationSummary Summary)
{
    /// <summary>Genuine pairs of the lowest scores; none unless set.</summary>
    public IReadOnlyList<SamplePair> HardestGenuine { get; init; } = [];

    /// <summary>Impostor pairs of the highest scores; none unless set.</summary>
    public IReadOnlyList<SamplePair> HardestImpostor { get; init; } = [];
}
