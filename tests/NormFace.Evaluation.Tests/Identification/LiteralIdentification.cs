namespace NormFace.Identification;

/// <summary>The definitions of identification as loops over all scores.</summary>
internal sealed class LiteralIdentification
{
    private readonly List<(double Own, int Rank, List<double> Others)> mated = [];
    private readonly List<double> tops = [];

    public LiteralIdentification(float[] scores, int[] probeLabels, int[] galleryLabels)
    {
        for (var probe = 0; probe < probeLabels.Length; probe++)
        {
            Dictionary<int, double> best = [];
            for (var column = 0; column < galleryLabels.Length; column++)
            {
                var score = scores[(probe * galleryLabels.Length) + column];
                best[galleryLabels[column]] = best.TryGetValue(galleryLabels[column], out var known)
                    ? Math.Max(known, score)
                    : score;
            }

            if (best.Remove(probeLabels[probe], out var own))
            {
                mated.Add((own, 1 + best.Values.Count(score => score >= own), [.. best.Values]));
            }
            else
            {
                tops.Add(best.Values.Max());
            }
        }
    }

    public double RankRate(int rank) => (double)mated.Count(search => search.Rank <= rank) / mated.Count;

    /// <summary>Tries every threshold that decides differently, and takes the lowest that keeps the rate.</summary>
    public (double Measured, double TruePositives) OpenSet(OpenSetDefinition definition, double rate, int rank)
    {
        var others = mated.SelectMany(search => search.Others).ToArray();
        var (measured, found) = (0.0, 0.0);
        var thresholds = tops.Concat(others).Concat(mated.Select(search => search.Own)).Distinct().OrderDescending();
        foreach (var threshold in thresholds)
        {
            var falsePositives = definition switch
            {
                OpenSetDefinition.PerSearch => (double)tops.Count(score => score >= threshold) / tops.Count,
                OpenSetDefinition.PerCandidate => (double)others.Count(score => score >= threshold) / mated.Count,
                _ => (double)others.Count(score => score >= threshold) / others.Length,
            };
            if (falsePositives > rate)
            {
                break;
            }

            (measured, found) = (
                falsePositives,
                (double)mated.Count(search =>
                    search.Own >= threshold && (rank == 0 || search.Rank <= rank)) / mated.Count);
        }

        return (measured, found);
    }

    /// <summary>InsightFace's script as published, with its own threshold and its strict comparison.</summary>
    public double PublishedPerCandidate(double rate)
    {
        var refused = mated.SelectMany(search => search.Others)
            .OrderDescending()
            .ElementAt((int)Math.Ceiling(mated.Count * rate) - 1);
        return (double)mated.Count(search => search.Own > refused) / mated.Count;
    }
}
