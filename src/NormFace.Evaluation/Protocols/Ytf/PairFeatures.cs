namespace NormFace.Protocols.Ytf;

/// <summary>
/// What the machines see of pairs of videos: the mean of all frame-pair cosines, and their histogram.
/// </summary>
/// <param name="Means">Mean score of each pair. Shape <c>[P]</c>.</param>
/// <param name="Histograms">Shares of the bins, pair by pair. Shape <c>[P, 100]</c>.</param>
internal sealed record PairFeatures(double[] Means, double[] Histograms)
{
    /// <summary>Computes them on all cores; a pair is computed by one, so that their number changes no bit.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="videos">Frames of each video.</param>
    /// <param name="frames">The frames.</param>
    /// <param name="told">Called after each pair, from several threads.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static PairFeatures Of(
        IReadOnlyList<YtfPair> pairs,
        YtfVideos videos,
        UnitFrames frames,
        Action told,
        CancellationToken cancellation)
    {
        var means = new double[pairs.Count];
        var histograms = new double[pairs.Count * PairHistogram.BinCount];
        Parallel.For(
            0,
            pairs.Count,
            new ParallelOptions { CancellationToken = cancellation },
            () => new FrameBuffers(),
            (place, _, kept) =>
        {
            var histogram = new PairHistogram();
            kept.Compare(videos.Frames(pairs[place].First), videos.Frames(pairs[place].Second), frames, histogram);
            means[place] = histogram.Mean;
            histogram.CopyTo(histograms.AsSpan(place * PairHistogram.BinCount, PairHistogram.BinCount));
            told();
            return kept;
        }, static _ => { });
        return new PairFeatures(means, histograms);
    }

    /// <summary>Those of some pairs.</summary>
    public PairFeatures Choose(int[] places)
    {
        var histograms = new double[places.Length * PairHistogram.BinCount];
        for (var index = 0; index < places.Length; index++)
        {
            Histogram(places[index]).CopyTo(histograms.AsSpan(index * PairHistogram.BinCount));
        }

        return new PairFeatures([.. places.Select(place => Means[place])], histograms);
    }

    /// <summary>Shares of the bins of a pair. Shape <c>[100]</c>.</summary>
    public ReadOnlySpan<double> Histogram(int place) =>
        Histograms.AsSpan(place * PairHistogram.BinCount, PairHistogram.BinCount);

    // Buffers of one core, which grow to the longest videos.
    private sealed class FrameBuffers
    {
        private float[] first = [], second = [], cosines = [];

        public void Compare(
            IReadOnlyList<int> firstRows, IReadOnlyList<int> secondRows, UnitFrames frames, PairHistogram histogram)
        {
            var size = frames.Size;
            Grow(ref first, firstRows.Count * size);
            Grow(ref second, secondRows.Count * size);
            Grow(ref cosines, secondRows.Count);
            frames.CopyTo(firstRows, first);
            frames.CopyTo(secondRows, second);
            var strip = cosines.AsSpan(0, secondRows.Count);
            for (var frame = 0; frame < firstRows.Count; frame++)
            {
                UnitFrames.Cosines(first.AsSpan(frame * size, size), second.AsSpan(0, secondRows.Count * size), strip);
                histogram.Add(strip);
            }
        }

        private static void Grow(ref float[] buffer, int length) =>
            buffer = buffer.Length < length ? new float[length] : buffer;
    }
}
