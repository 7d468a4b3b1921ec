using NormFace.Reports;

namespace NormFace.AllPairs;

/// <summary>Counts by place as a histogram that charts show.</summary>
internal static class PlaceHistogram
{
    /// <summary>Number of bins.</summary>
    public const int BinCount = 400;

    /// <summary>
    /// 400 bins of equal width over [−1, 1]. Scores that rounding carries beyond are in the first or last bin.
    /// </summary>
    public static ScoreHistogram Of(GenuineScores genuine, ImpostorCounts counts)
    {
        const int Width = 2 * ScoreGrid.PlacesPerUnit / BinCount;
        var (genuineBins, impostorBins) = (new long[BinCount], new long[BinCount]);
        for (var place = 1; place < ScoreGrid.Places; place++)
        {
            var bin = Math.Clamp((place - ScoreGrid.Middle + ScoreGrid.PlacesPerUnit) / Width, 0, BinCount - 1);
            impostorBins[bin] += counts.Places[place];
            for (var index = genuine.Starts[place]; index < genuine.Starts[place + 1]; index++)
            {
                genuineBins[bin] += genuine.Counts[index];
            }
        }

        return new ScoreHistogram(
            [.. Enumerable.Range(0, BinCount + 1).Select(bin => -1 + (2.0 * bin / BinCount))],
            genuineBins,
            impostorBins);
    }
}
