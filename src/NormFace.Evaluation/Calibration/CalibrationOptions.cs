using NormFace.Verification;

namespace NormFace.Calibration;

/// <summary>Settings of <see cref="ScoreCalibration"/>.</summary>
public sealed record CalibrationOptions
{
    /// <summary>
    /// How many false matches the calibration pairs must have at the wanted rate, in expectation, at least 1. Default:
    /// 10.
    /// </summary>
    /// <remarks>
    /// Chosen by us: ten false matches in independent pairs put the true rate between half and twice the rate counted.
    /// Three leave a factor of five below and three above; thirty, as Doddington's rule of 30 asks, give a third either
    /// way. Source: Doddington et al., "The NIST speaker recognition evaluation", Speech Communication 31 (2000).
    /// </remarks>
    public double LeastFalseMatches { get; init; } = 10;

    /// <summary>
    /// Replicates, seed and level of the intervals; intervals of independent pairs use the level alone.
    /// </summary>
    public SubjectBootstrapOptions Bootstrap { get; init; } = new();
}
