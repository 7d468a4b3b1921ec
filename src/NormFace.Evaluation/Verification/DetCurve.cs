using MathNet.Numerics.Distributions;

namespace NormFace.Verification;

/// <summary>A point of a DET curve.</summary>
/// <param name="Threshold">Lowest score accepted; positive infinity where nothing is.</param>
/// <param name="Far">False accept rate, in [0, 1].</param>
/// <param name="Frr">False reject rate, in [0, 1].</param>
/// <param name="FarDeviate">Where a standard normal variable has <paramref name="Far"/> below it; negative infinity at 0, positive at 1.</param>
/// <param name="FrrDeviate">Likewise of <paramref name="Frr"/>.</param>
public readonly record struct DetPoint(double Threshold, double Far, double Frr, double FarDeviate, double FrrDeviate);

/// <summary>Detection error trade-off: both error rates on axes of normal deviates, on which normal scores give a straight line.</summary>
/// <remarks>
/// Points without false accepts or without false rejects have an infinite deviate, for no finite place on such an axis is rate
/// 0: a plot ends its axes at the rates the pairs can show, and clamps to them.
/// Source: Martin et al., "The DET curve in assessment of detection task performance", Eurospeech 1997.
/// </remarks>
public static class DetCurve
{
    /// <summary>The points from the strictest threshold to the most lenient, one for each point of <see cref="RocCurve"/>.</summary>
    /// <param name="scores">The scores.</param>
    /// <returns>The points.</returns>
    public static IEnumerable<DetPoint> Of(ScoreSet scores) => RocCurve.Of(scores).Select(point => new DetPoint(
        point.Threshold, point.Far, point.Frr, Normal.InvCDF(0, 1, point.Far), Normal.InvCDF(0, 1, point.Frr)));
}
