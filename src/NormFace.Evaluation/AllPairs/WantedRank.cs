namespace NormFace.AllPairs;

/// <summary>Which impostor scores, counted from the highest, the figures turn on.</summary>
internal static class WantedRank
{
    /// <summary>Rank of the impostor score at which FAR reaches FRR; 0 if a genuine score is the threshold.</summary>
    public static long OfEqualErrorRate(GenuineScores genuine, long[] gaps, long genuineCount, long impostorCount)
    {
        long accepted = 0, recognised = 0;
        for (var index = genuine.DistinctCount; ; index--)
        {
            var frr = 1 - ((double)recognised / genuineCount);
            var before = accepted;
            accepted += gaps[2 * index];
            if ((double)accepted / impostorCount >= frr)
            {
                var (low, high) = (before + 1, accepted);
                while (low < high)
                {
                    var middle = (low + high) / 2;
                    (low, high) = (double)middle / impostorCount >= frr ? (low, middle) : (middle + 1, high);
                }

                return low;
            }

            if (index == 0)
            {
                return 0; // all is accepted: FAR 1 was reached above
            }

            accepted += gaps[(2 * index) - 1];
            recognised += genuine.Counts[index - 1];
            if ((double)accepted / impostorCount >= 1 - ((double)recognised / genuineCount))
            {
                return 0;
            }
        }
    }
}
