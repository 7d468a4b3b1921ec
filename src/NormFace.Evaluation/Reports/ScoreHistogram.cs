using NormFace.Charts;
using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>Genuine and impostor pairs counted by score.</summary>
internal sealed record ScoreHistogram
{
    private const int MostBins = 100_000;

    /// <summary>Creates a histogram from counts.</summary>
    /// <param name="edges">Ends of the bins, finite and rising, at least two. Shape <c>[B + 1]</c>.</param>
    /// <param name="genuine">Genuine pairs in each bin, at least 0. Shape <c>[B]</c>.</param>
    /// <param name="impostor">Impostor pairs in each bin, at least 0. Shape <c>[B]</c>.</param>
    /// <exception cref="ArgumentException">
    /// Edges do not rise, or counts are not as many as bins or below 0; it is named.
    /// </exception>
    public ScoreHistogram(IReadOnlyList<double> edges, IReadOnlyList<long> genuine, IReadOnlyList<long> impostor)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(genuine);
        ArgumentNullException.ThrowIfNull(impostor);
        _ = new HistogramChart(
            "", "", edges, [new HistogramSeries("genuine", genuine), new HistogramSeries("impostor", impostor)]);
        (Edges, Genuine, Impostor) = (edges, genuine, impostor);
    }

    /// <summary>
    /// Ends of the bins; a bin holds its lower end, and the last also its upper end. Shape <c>[B + 1]</c>.
    /// </summary>
    public IReadOnlyList<double> Edges { get; private init; }

    /// <summary>Genuine pairs in each bin. Shape <c>[B]</c>.</summary>
    public IReadOnlyList<long> Genuine { get; private init; }

    /// <summary>Impostor pairs in each bin. Shape <c>[B]</c>.</summary>
    public IReadOnlyList<long> Impostor { get; private init; }

    /// <summary>Pairs that no bin holds, as those of an infinite score; default: 0.</summary>
    public long OutsideCount { get; init; }

    /// <summary>Counts the finite scores, in bins of one width between round ends.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="binCount">Number of bins B, from 1 to 100,000.</param>
    /// <returns>The histogram; of no finite score an empty one from 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="binCount"/> is outside its range.</exception>
    public static ScoreHistogram Of(ScoreSet scores, int binCount = 60)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var axis = ChartAxis.Holding("", scores.Groups.Select(group => group.Score));
        return Of(scores, axis.Low, axis.High, binCount);
    }

    /// <summary>Counts the scores between two ends, in bins of one width.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="low">Lower end of the first bin, finite.</param>
    /// <param name="high">Upper end of the last bin, finite, above <paramref name="low"/>.</param>
    /// <param name="binCount">Number of bins B, from 1 to 100,000.</param>
    /// <returns>The histogram; scores beyond the ends are counted apart.</returns>
    /// <exception cref="ArgumentException">
    /// The ends are not finite or do not rise, or <paramref name="binCount"/> is outside its range.
    /// </exception>
    public static ScoreHistogram Of(ScoreSet scores, double low, double high, int binCount = 60)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(binCount, MostBins);
        var axis = new ChartAxis("", low, high);
        var (genuine, impostor, outside) = (new long[binCount], new long[binCount], 0L);
        foreach (var group in scores.Groups)
        {
            if (group.Score < low || group.Score > high)
            {
                outside += group.GenuineCount + group.ImpostorCount;
                continue;
            }

            var bin = Math.Min(binCount - 1, (int)(axis.Share(group.Score) * binCount));
            genuine[bin] += group.GenuineCount;
            impostor[bin] += group.ImpostorCount;
        }

        double[] edges = [.. Enumerable.Range(0, binCount).Select(bin => low + ((high - low) * bin / binCount)), high];
        return new ScoreHistogram(edges, genuine, impostor) { OutsideCount = outside };
    }

    /// <summary>The histogram with neighbouring bins joined, as few as the pairs can fill.</summary>
    /// <returns>
    /// Bins so wide that twice the cube root of the scarcer kind of pairs spans the scores: Rice's rule. The histogram
    /// itself where its bins are no narrower.
    /// </returns>
    public ScoreHistogram Smoothed()
    {
        int[] filled = [.. Enumerable.Range(0, Genuine.Count).Where(bin => Genuine[bin] + Impostor[bin] > 0)];
        var scarcer = Math.Min(Genuine.Sum(), Impostor.Sum());
        var wanted = 2 * Math.Cbrt(scarcer);
        var joined = filled.Length == 0 || scarcer == 0
            ? 1
            : (int)Math.Clamp(Math.Ceiling((filled[^1] - filled[0] + 1) / wanted), 1, Genuine.Count);
        return joined == 1 ? this : this with
        {
            Edges = [.. Edges.Take(Genuine.Count).Where((_, bin) => bin % joined == 0), Edges[^1]],
            Genuine = [.. Genuine.Chunk(joined).Select(bins => bins.Sum())],
            Impostor = [.. Impostor.Chunk(joined).Select(bins => bins.Sum())],
        };
    }
}
