using NormFace.Verification;

namespace NormFace.Identification;

/// <summary>Finds the thresholds of the open-set rates asked for.</summary>
internal static class OpenSetPoints
{
    /// <summary>A rate before its interval is known.</summary>
    /// <param name="Definition">What the rate counts.</param>
    /// <param name="Wanted">The rate asked for.</param>
    /// <param name="Rank">Rank allowed; 0 for any.</param>
    /// <param name="Refused">The highest score that must be refused.</param>
    /// <param name="Measured">The rate that scores above it give.</param>
    /// <param name="Figure">The figure where its threshold moves with the weights; null if it is held.</param>
    public sealed record Point(
        OpenSetDefinition Definition, double Wanted, int Rank, float Refused, double Measured, WeightedFigure? Figure)
    {
        public OpenSetRate Rate(ConfidenceInterval interval) => new(
            Definition, Wanted, Rank, float.IsNegativeInfinity(Refused)
                ? double.NegativeInfinity
                : MathF.BitIncrement(Refused), Measured, interval);
    }

    public static IReadOnlyList<Point> Of(GallerySearches searches, IdentificationOptions options, double[] usualRates)
    {
        List<Point> points = [];
        var perSearch = new OpenSetSearches(searches);
        List<(OpenSetDefinition Definition, double Rate, long Total, long Budget)> counted = [];
        foreach (var definition in options.Definitions)
        {
            var (total, what) = Counted(definition, searches);
            foreach (var rate in total == 0
                    ? []
                    : options.FalsePositiveRates
                        ?? [.. usualRates.Where(rate => FalsePositiveRate.CanShow(rate, total))])
            {
                FalsePositiveRate.Check(rate, total, what);
                if (definition == OpenSetDefinition.PerSearch)
                {
                    var refused = perSearch.Refused(rate);
                    points.AddRange(options.Ranks.Select(
                        rank =>
                            new Point(
                                definition,
                                rate,
                                rank,
                                refused,
                                perSearch.ShareAbove(refused),
                                perSearch.TruePositiveRate(rate, rank))));
                }
                else
                {
                    counted.Add((definition, rate, total, RocCurve.MostAccepted(rate, total)));
                }
            }
        }

        points.AddRange(Candidates(searches, counted));
        return points;
    }

    private static List<Point> Candidates(
        GallerySearches searches, List<(OpenSetDefinition Definition, double Rate, long Total, long Budget)> counted)
    {
        var candidates = searches.Candidates;
        long[] refusedRanks = [
            .. counted.Where(entry => entry.Budget < candidates.Total).Select(entry => entry.Budget + 1)];
        if (refusedRanks.Length > 0)
        {
            searches.Resolve(refusedRanks);
        }

        List<Point> points = [];
        foreach (var (definition, rate, total, budget) in counted)
        {
            var refused = budget < candidates.Total
                ? candidates.At(budget + 1)
                : new RankedScore(float.NegativeInfinity, candidates.Total, 0);
            points.Add(new Point(definition, rate, 0, refused.Value, (double)refused.Above / total, null));
        }

        return points;
    }

    private static (long Total, string What) Counted(OpenSetDefinition definition, GallerySearches searches) =>
        definition switch
        {
            OpenSetDefinition.PerSearch => (searches.NonMatedCount, "non-mated searches"),
            OpenSetDefinition.PerCandidate => (searches.IdentityCount > 1 ? searches.MatedCount : 0, "mated searches"),
            _ => (searches.Candidates.Total, "comparisons with other identities"),
        };
}
