namespace NormFace.AllPairs;

/// <summary>How many genuine and impostor pairs have scores in each of 400 bins of equal width over [−1, 1].</summary>
/// <remarks>A bin takes its lower end in. Scores that rounding carries beyond −1 or 1 are in the first or last bin.</remarks>
/// <param name="Genuine">Genuine pairs by bin. Shape <c>[400]</c>.</param>
/// <param name="Impostor">Impostor pairs by bin. Shape <c>[400]</c>.</param>
public sealed record ScoreHistogram(IReadOnlyList<long> Genuine, IReadOnlyList<long> Impostor)
{
    /// <summary>Number of bins.</summary>
    public const int BinCount = 400;

    /// <summary>Lower end of a bin.</summary>
    /// <param name="bin">Index in [0, 400]; 400 gives 1, the upper end of the last.</param>
    /// <returns>A score in [−1, 1].</returns>
    public static double LowerEnd(int bin) => -1 + (2.0 * bin / BinCount);

    internal static ScoreHistogram Of(GenuineScores genuine, ImpostorCounts counts)
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

        return new ScoreHistogram(genuineBins, impostorBins);
    }
}
