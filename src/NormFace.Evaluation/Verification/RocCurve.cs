namespace NormFace.Verification;

/// <summary>Every operating point a set of scores distinguishes, and what is read from them.</summary>
/// <remarks>
/// The first point rejects everything; each further one accepts one more group of equal scores, so ties give a slanted
/// segment and no point that no threshold could reach. Rates never fall along the curve and end at 1. One point a
/// distinct score.
/// </remarks>
public static partial class RocCurve
{
    /// <summary>The points from the strictest threshold to the most lenient.</summary>
    /// <param name="scores">The scores.</param>
    /// <returns>
    /// Points, beginning with FAR 0 and TAR 0. The threshold of a point is the lowest score it accepts; of the first,
    /// positive infinity.
    /// </returns>
    public static IEnumerable<OperatingPoint> Of(ScoreSet scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return Points(scores);
    }

    private static IEnumerable<OperatingPoint> Points(ScoreSet scores)
    {
        yield return new OperatingPoint(double.PositiveInfinity, 0, 0);

        long falseAccepts = 0, trueAccepts = 0;
        foreach (var group in scores.Groups)
        {
            falseAccepts += group.ImpostorCount;
            trueAccepts += group.GenuineCount;
            yield return new OperatingPoint(
                group.Score, (double)falseAccepts / scores.ImpostorCount, (double)trueAccepts / scores.GenuineCount);
        }
    }
}
