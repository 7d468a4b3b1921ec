using Xunit;

namespace NormFace.Protocols.Ytf;

public class PairHistogramTests
{
    [Theory]
    [InlineData(1 + 1e-7, 99), InlineData(1.0, 99), InlineData(0.98, 99), InlineData(0.9799999, 98)]
    [InlineData(-1.0, 0), InlineData(-1 - 1e-7, 0), InlineData(-0.98, 1), InlineData(-0.9800001, 0)]
    [InlineData(0.0, 50), InlineData(-1e-12, 49), InlineData(double.PositiveInfinity, 99)]
    public void A_cosine_counts_in_its_bin_and_the_last_bin_holds_its_right_edge(double cosine, int bin) =>
        Assert.Equal(bin, PairHistogram.BinOf(cosine));

    [Fact]
    public void Every_edge_opens_the_bin_above_it_and_the_number_before_it_does_not()
    {
        for (var bin = 1; bin < PairHistogram.BinCount; bin++)
        {
            var edge = (double)((bin - 50) * 0.02m); // exact in decimal, rounded once

            Assert.Equal(bin, PairHistogram.BinOf(edge));
            Assert.Equal(bin - 1, PairHistogram.BinOf(Math.BitDecrement(edge)));
        }
    }

    [Fact]
    public void A_cosine_past_one_by_rounding_is_not_dropped()
    {
        var histogram = new PairHistogram();
        var shares = new double[100];

        histogram.Add([1.0000001f, 1, -1.0000001f, 0.99f]);
        histogram.CopyTo(shares);

        Assert.Equal((0.25, 0.75, 4L), (shares[0], shares[99], histogram.Count));
    }

    [Fact]
    public void Shares_sum_to_one_and_the_mean_is_that_of_the_cosines()
    {
        var random = new Random(5);
        float[] cosines = [.. Enumerable.Range(0, 12_347).Select(_ => (random.NextSingle() * 2) - 1)];
        var histogram = new PairHistogram();
        var shares = new double[100];

        histogram.Add(cosines.AsSpan(0, 5000));
        histogram.Add(cosines.AsSpan(5000));
        histogram.CopyTo(shares);

        Assert.Equal(1, shares.Sum(), 1e-12);
        Assert.Equal(cosines.Average(cosine => (double)cosine), histogram.Mean, 1e-12);
        Assert.All(shares, (share, bin) => Assert.Equal(
            cosines.Count(cosine =>
                (decimal)(double)cosine >= (bin - 50) * 0.02m
                    && (decimal)(double)cosine < (bin - 49) * 0.02m) / 12_347.0, share));
    }

    [Fact]
    public void What_cannot_be_counted_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PairHistogram.BinOf(double.NaN));
        Assert.Throws<ArgumentException>(() => new PairHistogram().Add([0, float.NaN]));
        Assert.Throws<InvalidOperationException>(() => new PairHistogram().CopyTo(new double[100]));
        Assert.Throws<ArgumentException>(() => new PairHistogram().CopyTo(new double[99]));
    }
}
