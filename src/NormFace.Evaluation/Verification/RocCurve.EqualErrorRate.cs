namespace NormFace.Verification;

public static partial class RocCurve
{
    /// <summary>Where as large a share of the genuine pairs is rejected as of the impostor pairs is accepted.</summary>
    /// <param name="scores">The scores.</param>
    /// <returns>
    /// The rate, in [0, 1], 0.5 for scores that tell nothing; and the highest score that, as a threshold, has a FAR of
    /// at least its FRR.
    /// </returns>
    /// <remarks>
    /// With finitely many scores FAR and FRR rarely meet at a threshold. The rate is then read where the straight line
    /// between the last point with FAR below FRR and the next one crosses FAR = FRR, that is on the polyline of the
    /// points.
    /// </remarks>
    public static (double Rate, double Threshold) EqualErrorRate(ScoreSet scores)
    {
        var before = new OperatingPoint(double.PositiveInfinity, 0, 0);
        foreach (var point in Of(scores))
        {
            var segment = new RocSegment(before, point);
            if (segment.HoldsEqualErrorRate)
            {
                return (segment.EqualErrorRate, point.Threshold);
            }

            before = point;
        }

        throw new InvalidOperationException("A ROC curve ends at FAR 1 and FRR 0.");
    }
}
