namespace NormFace.Verification;

/// <summary>
/// A threshold and what happens at it: pairs are accepted if and only if their score is at least the threshold.
/// </summary>
/// <param name="Threshold">The threshold; positive infinity accepts nothing but infinite scores.</param>
/// <param name="Far">False accept rate: share of impostor pairs accepted, in [0, 1].</param>
/// <param name="Tar">True accept rate: share of genuine pairs accepted, in [0, 1].</param>
public readonly record struct OperatingPoint(double Threshold, double Far, double Tar)
{
    /// <summary>False reject rate: share of genuine pairs rejected, in [0, 1].</summary>
    public double Frr => 1 - Tar;
}
