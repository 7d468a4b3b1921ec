namespace NormFace.Protocols.Ytf;

/// <summary>
/// How the cosines of all frames of one video with all of another are spread: 100 bins of width 0.02 over [−1, 1].
/// </summary>
/// <remarks>
/// Bin k holds cosines from <c>k / 50 − 1</c> up to, not including, the next edge; the last holds 1 too. Rounding can
/// put a cosine a little outside [−1, 1]: it counts in the bin at that end. Source: Wang et al., "NormFace",
/// arXiv:1704.06369, section 4.
/// </remarks>
public sealed class PairHistogram
{
    /// <summary>Number of bins.</summary>
    public const int BinCount = 100;

    private const int BinsEachSide = BinCount / 2;

    private readonly long[] counts = new long[BinCount];
    private double sum;

    /// <summary>Number of cosines added.</summary>
    public long Count { get; private set; }

    /// <summary>Mean of the cosines added: the baseline score of a pair of videos. NaN before any was.</summary>
    public double Mean => sum / Count;

    /// <summary>The bin of a cosine.</summary>
    /// <param name="cosine">The cosine; outside [−1, 1] the nearer end counts.</param>
    /// <returns>Its bin, in [0, 100).</returns>
    /// <exception cref="ArgumentException"><paramref name="cosine"/> is NaN.</exception>
    public static int BinOf(double cosine)
    {
        if (double.IsNaN(cosine))
        {
            throw new ArgumentException("cosine must be a number, but was NaN.", nameof(cosine));
        }

        // The product is rounded: next to an edge the edge itself decides.
        var bin = (int)Math.Clamp((cosine + 1) * BinsEachSide, 0, BinCount - 1);
        if (bin + 1 < BinCount && cosine >= Edge(bin + 1))
        {
            bin++;
        }
        else if (bin > 0 && cosine < Edge(bin))
        {
            bin--;
        }

        return bin;
    }

    /// <summary>Adds cosines.</summary>
    /// <param name="cosines">The cosines.</param>
    /// <exception cref="ArgumentException">One is NaN.</exception>
    public void Add(ReadOnlySpan<float> cosines)
    {
        foreach (var cosine in cosines)
        {
            counts[BinOf(cosine)]++;
            sum += cosine;
        }

        Count += cosines.Length;
    }

    /// <summary>Share of the cosines in each bin.</summary>
    /// <param name="shares">Receives the shares, which sum to 1. Shape <c>[100]</c>.</param>
    /// <exception cref="InvalidOperationException">No cosine was added.</exception>
    /// <exception cref="ArgumentException">The length is not 100.</exception>
    public void CopyTo(Span<double> shares)
    {
        if (shares.Length != BinCount)
        {
            throw new ArgumentException(
                $"shares must have {BinCount} values, but has {shares.Length}.", nameof(shares));
        }

        if (Count == 0)
        {
            throw new InvalidOperationException("A histogram of no cosines has no shares: add some first.");
        }

        for (var bin = 0; bin < BinCount; bin++)
        {
            shares[bin] = (double)counts[bin] / Count;
        }
    }

    private static double Edge(int bin) => (double)(bin - BinsEachSide) / BinsEachSide;
}
