using NormFace.PairLists;

namespace NormFace.Reports;

/// <summary>Shows the pairs of a list that a threshold gets wrong first.</summary>
internal static class ListedPairsBlock
{
    /// <summary>The genuine pairs of the lowest and the impostor pairs of the highest scores.</summary>
    /// <param name="scored">The pairs.</param>
    /// <param name="png">
    /// Gives the picture at a path as a PNG file, or null if it is not at hand; null for no pictures.
    /// </param>
    /// <param name="count">How many of each kind, at least 1; fewer are shown where there are fewer.</param>
    /// <returns>Two blocks, genuine pairs first. Of equal scores, earlier pairs come first.</returns>
    public static IReadOnlyList<ReportBlock> Hardest(
        ScoredPairs scored, Func<string, ReadOnlyMemory<byte>?>? png = null, int count = 12)
    {
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return
        [
            Block("Genuine pairs of the lowest scores", scored, true, png, count),
            Block("Impostor pairs of the highest scores", scored, false, png, count),
        ];
    }

    private static PairPicturesBlock Block(
        string title, ScoredPairs scored, bool isGenuine, Func<string, ReadOnlyMemory<byte>?>? png, int count)
    {
        var pairs = scored.List.Pairs
            .Zip(scored.Scores, (pair, score) => (pair, score))
            .Where(entry => entry.pair.IsGenuine == isGenuine)
            .OrderBy(entry => isGenuine ? entry.score : -entry.score)
            .Take(count);
        return new PairPicturesBlock(
            title, [.. pairs.Select(entry => new SamplePair(entry.pair.First, entry.pair.Second, entry.score)
        {
            FirstPng = png?.Invoke(entry.pair.First) ?? ReadOnlyMemory<byte>.Empty,
            SecondPng = png?.Invoke(entry.pair.Second) ?? ReadOnlyMemory<byte>.Empty,
        })]);
    }
}
