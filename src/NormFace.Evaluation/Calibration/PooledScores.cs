using NormFace.Verification;

namespace NormFace.Calibration;

/// <summary>Isotonic regression of the kinds of pairs on their scores, by pooling adjacent violators.</summary>
internal static class PooledScores
{
    /// <summary>
    /// Neighbouring groups of scores, pooled until the share of genuine pairs falls from each to the next.
    /// </summary>
    /// <returns>Counts of genuine and impostor pairs, from the highest scores to the lowest.</returns>
    public static IReadOnlyList<(long Genuine, long Impostor)> Of(ScoreSet scores)
    {
        List<(long Genuine, long Impostor)> pools = [];
        foreach (var group in scores.Groups)
        {
            var pool = (Genuine: group.GenuineCount, Impostor: group.ImpostorCount);
            while (pools.Count > 0 && !IsAbove(pools[^1], pool))
            {
                pool = (pool.Genuine + pools[^1].Genuine, pool.Impostor + pools[^1].Impostor);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        return pools;
    }

    private static bool IsAbove((long Genuine, long Impostor) upper, (long Genuine, long Impostor) lower) =>
        (Int128)upper.Genuine * lower.Impostor > (Int128)lower.Genuine * upper.Impostor;
}
