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
            if (point.Far >= point.Frr)
            {
                // A level stretch meets FAR = FRR at its own FRR, however finely it is divided; interpolating would round.
                if (point.Tar == before.Tar)
                {
                    return new EqualErrorRate(point.Frr, point.Threshold);
                }

                var gapBefore = before.Frr - before.Far; // above 0: it begins at 1 and the first point to close it ends the loop
                var gap = point.Far - point.Frr;
                var share = gapBefore / (gapBefore + gap);
                return new EqualErrorRate(before.Far + (share * (point.Far - before.Far)), point.Threshold);
            }

            before = point;
        }

        throw new InvalidOperationException("A ROC curve ends at FAR 1 and FRR 0.");
    }
}
