using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace NormFace.SupportVectors;

public class HistogramIntersectionKernelTests
{
    private const int Bins = 100;

    [Fact]
    public void Every_entry_is_the_sum_of_the_smaller_values()
    {
        var histograms = Draw(7, 3);
        var kernel = new HistogramIntersectionKernel(histograms, 3);
        var row = new double[7];

        for (var first = 0; first < 7; first++)
        {
            kernel.Row(first, row);
            for (var second = 0; second < 7; second++)
            {
                var literal = 0.0;
                for (var bin = 0; bin < 3; bin++)
                {
                    literal += Math.Min(histograms[(first * 3) + bin], histograms[(second * 3) + bin]);
                }

                Assert.Equal(literal, row[second], 1e-15);
            }
        }
    }

    [Fact]
    public void A_histogram_overlaps_with_itself_wholly()
    {
        var kernel = new HistogramIntersectionKernel(Draw(50, Bins), Bins);

        Assert.All(Enumerable.Range(0, 50), sample => Assert.Equal(1, kernel.Self(sample), 1e-12));
    }

    [Fact]
    public void The_matrix_is_symmetric_bit_for_bit_and_positive_semidefinite()
    {
        const int count = 200;
        var kernel = new HistogramIntersectionKernel(Draw(count, Bins), Bins);
        var rows = Enumerable.Range(0, count).Select(sample =>
        {
            var row = new double[count];
            kernel.Row(sample, row);
            return row;
        }).ToArray();
        var matrix = Matrix<double>.Build.DenseOfRowArrays(rows);

        Assert.Equal(matrix, matrix.Transpose());
        Assert.True(matrix.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real) > -1e-10);
    }

    [Theory]
    [InlineData(-1e-9), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void A_value_that_no_histogram_holds_is_named(double value) => Assert.Contains(
        "bin 1 of histogram 1 is",
        Assert.Throws<ArgumentException>(() => new HistogramIntersectionKernel([0.5, 0.5, 0.5, value], 2)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Lengths_must_match()
    {
        Assert.Throws<ArgumentException>(() => new HistogramIntersectionKernel([1, 0, 1], 2));
        Assert.Throws<ArgumentException>(() => HistogramIntersectionKernel.Of([1, 0], [1]));
        Assert.Throws<ArgumentException>(() => new HistogramIntersectionKernel([1, 0], 2).Row([1.0, 0], new double[2]));
    }

    // Sparse rows, many with equal bins, that sum to 1.
    private static double[] Draw(int count, int bins)
    {
        var random = new Random(3);
        var histograms = new double[count * bins];
        for (var sample = 0; sample < count; sample++)
        {
            for (var value = 0; value < 40; value++)
            {
                histograms[(sample * bins) + Math.Min(random.Next(bins), random.Next(bins))] += 1 / 40.0;
            }
        }

        return histograms;
    }
}
