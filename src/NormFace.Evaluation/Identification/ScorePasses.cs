using NormFace.Scoring;

namespace NormFace.Identification;

/// <summary>Runs the two passes of a <see cref="ScoreRadix"/> with one counter for each worker.</summary>
internal static class ScorePasses
{
    /// <summary>First pass. <paramref name="visitor"/> turns a counter into what is done with a row.</summary>
    public static ScoreRadix First(ScoreScan scan, Func<ScoreRadix, ScoreVisitor> visitor)
    {
        var total = new ScoreRadix();
        Gather(scan, total, visitor);
        return total;
    }

    /// <summary>Second pass, after <see cref="ScoreRadix.Narrow"/>.</summary>
    public static void Second(ScoreScan scan, ScoreRadix total, Func<ScoreRadix, ScoreVisitor> visitor) =>
        Gather(scan, total, visitor);

    private static void Gather(ScoreScan scan, ScoreRadix total, Func<ScoreRadix, ScoreVisitor> visitor)
    {
        List<ScoreRadix> counters = [];
        scan(() =>
        {
            var counter = total.Fresh();
            lock (counters)
            {
                counters.Add(counter);
            }

            return visitor(counter);
        });

        foreach (var counter in counters)
        {
            total.Add(counter);
        }
    }
}
