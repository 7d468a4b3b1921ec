using NormFace.Logs;
using NormFace.Verification;

namespace NormFace.Demonstration;

/// <summary>One head, trained and measured, as a report shows it.</summary>
/// <param name="Name">Name of the head.</param>
/// <param name="Curve">Points of its training; empty if nothing was trained, as for raw pixels.</param>
/// <param name="Summary">Figures of the pairs of unseen identities, with intervals.</param>
public sealed record DemoRun(string Name, IReadOnlyList<TrainingPoint> Curve, VerificationSummary Summary)
{
    /// <summary>Genuine pairs of the lowest scores; default: none.</summary>
    public IReadOnlyList<RowPair> HardestGenuine { get; init; } = [];

    /// <summary>Impostor pairs of the highest scores; default: none.</summary>
    public IReadOnlyList<RowPair> HardestImpostor { get; init; } = [];
}
