using NormFace.Verification;

namespace NormFace.Identification;

/// <summary>True positive rates at false positive rates per search, of probes that count more or less often.</summary>
internal sealed class OpenSetSearches
{
    private readonly GallerySearches searches;
    private readonly int[] mated;
    private readonly int[] nonMated; // by falling score

    public OpenSetSearches(GallerySearches searches)
    {
        this.searches = searches;
        mated = [.. Enumerable.Range(0, searches.Ranks.Count).Where(probe => searches.Ranks[probe] > 0)];
        nonMated = [
            .. Enumerable.Range(0, searches.Ranks.Count)
            .Where(probe => searches.Ranks[probe] == 0)
            .OrderByDescending(probe => searches.Scores[probe])];
    }

    /// <summary>
    /// The highest score of a non-mated search that must be refused to keep the rate; negative infinity if none must.
    /// </summary>
    public float Refused(double rate)
    {
        var budget = RocCurve.MostAccepted(rate, nonMated.Length);
        return budget >= nonMated.Length ? float.NegativeInfinity : searches.Scores[nonMated[budget]];
    }

    /// <summary>Share of non-mated searches above a score.</summary>
    public double ShareAbove(float refused) =>
        (double)nonMated.Count(probe => searches.Scores[probe] > refused) / nonMated.Length;

    /// <summary>The true positive rate, with the threshold recomputed from the weights.</summary>
    /// <remarks>
    /// Weights that leave no mated or no non-mated probe, as a draw from a handful of people may, count as ones.
    /// </remarks>
    public WeightedFigure TruePositiveRate(double rate, int rank) => weights =>
    {
        var (matedTotal, nonMatedTotal) = (Sum(mated, weights), Sum(nonMated, weights));
        if (matedTotal == 0 || nonMatedTotal == 0)
        {
            return Share(Refused(rate), rank);
        }

        var refused = float.NegativeInfinity;
        long accepted = 0;
        foreach (var probe in nonMated)
        {
            accepted += weights[probe];
            if ((double)accepted / nonMatedTotal > rate)
            {
                refused = searches.Scores[probe];
                break;
            }
        }

        long found = 0;
        foreach (var probe in mated)
        {
            found += searches.Scores[probe] > refused && searches.Ranks[probe] <= rank ? weights[probe] : 0;
        }

        return (double)found / matedTotal;
    };

    private double Share(float refused, int rank) =>
        (double)mated.Count(probe => searches.Scores[probe] > refused && searches.Ranks[probe] <= rank) / mated.Length;

    private static long Sum(int[] probes, ReadOnlySpan<int> weights)
    {
        long sum = 0;
        foreach (var probe in probes)
        {
            sum += weights[probe];
        }

        return sum;
    }
}
