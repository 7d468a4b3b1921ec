namespace NormFace.Verification;

/// <summary>Where as many genuine pairs are rejected as impostor pairs are accepted, as rates.</summary>
/// <param name="Rate">The equal error rate, in [0, 1]; 0.5 for scores that tell nothing.</param>
/// <param name="Threshold">Highest score that, as a threshold, has a FAR of at least its FRR.</param>
public readonly record struct EqualErrorRate(double Rate, double Threshold)
{
    /// <summary>Computes the rate.</summary>
    /// <param name="scores">The scores.</param>
    /// <returns>Rate and threshold.</returns>
    /// <remarks>
    /// With finitely many scores FAR and FRR rarely meet at a threshold. The rate is then read where the straight line between
    /// the last point with FAR below FRR and the next one crosses FAR = FRR, that is on the polyline of <see cref="RocCurve"/>.
    /// </remarks>
    public static EqualErrorRate Of(ScoreSet scores)
    {
        var before = new OperatingPoint(double.PositiveInfinity, 0, 0);
        foreach (var point in RocCurve.Of(scores))
        {
            var segment = new RocSegment(before, point);
            if (segment.HoldsEqualErrorRate)
            {
                return new EqualErrorRate(segment.EqualErrorRate, point.Threshold);
            }

            before = point;
        }

        throw new InvalidOperationException("A ROC curve ends at FAR 1 and FRR 0.");
    }
}
