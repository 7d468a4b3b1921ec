namespace NormFace.Verification;

public static partial class RocCurve
{
    /// <summary>
    /// Area under the curve: the chance that a random genuine pair scores above a random impostor pair, a tie counting
    /// one half.
    /// </summary>
    /// <param name="scores">The scores.</param>
    /// <returns>The area, in [0, 1]; 0.5 for scores that tell nothing.</returns>
    /// <remarks>
    /// <c>(wins + ties / 2) / (genuine · impostor)</c>, counted in whole numbers and divided once: the Mann-Whitney
    /// statistic, equal to the area under the polyline of the points.
    /// Source: Bamber, "The area above the ordinal dominance graph", Journal of Mathematical Psychology 12 (1975).
    /// </remarks>
    public static double Auc(ScoreSet scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        UInt128 halves = 0;
        var impostorsBelow = (ulong)scores.ImpostorCount;

        foreach (var group in scores.Span)
        {
            impostorsBelow -= (ulong)group.ImpostorCount;
            halves += (UInt128)(ulong)group.GenuineCount * ((2 * (UInt128)impostorsBelow) + (ulong)group.ImpostorCount);
        }

        return (double)halves / (2.0 * scores.GenuineCount * scores.ImpostorCount);
    }
}
