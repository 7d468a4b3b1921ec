using Xunit;

namespace NormFace.Verification;

public class IdentityPairsTests
{
    [Fact]
    public void Every_pair_comes_once_with_its_cosine()
    {
        // (3, 4)/5, (1, 0), (0, -2)/2: cosines 0.6, -0.8, 0.
        var pairs = new IdentityPairs([3, 4, 1, 0, 0, -2], [7, 7, 8]).Scores();

        Assert.Equal([(0.6f, 7, 7), (-0.8f, 7, 8), (0f, 7, 8)], pairs.Select(pair => ((float)pair.Score, pair.FirstIdentity, pair.SecondIdentity)));
    }

    [Theory]
    [InlineData(1), InlineData(7), InlineData(8), InlineData(19), InlineData(128)]
    public void Cosines_of_any_size_equal_those_in_double(int size)
    {
        var random = new Random(size);
        var rows = Enumerable.Range(0, 9 * size).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var pairs = new IdentityPairs(rows, new int[9]);

        pairs.ForEachRow((row, cosines) =>
        {
            Assert.Equal(8 - row, cosines.Length);
            for (var offset = 0; offset < cosines.Length; offset++)
            {
                Assert.Equal(Cosine(rows, size, row, row + 1 + offset), cosines[offset], 1e-6); // float32 sums of up to 128 terms
            }
        });
    }

    [Fact]
    public void The_hardest_pairs_are_the_lowest_genuine_and_the_highest_impostor()
    {
        var random = new Random(3);
        var labels = Enumerable.Range(0, 40).Select(row => row / 4).ToArray();
        var rows = Enumerable.Range(0, 40 * 5).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var pairs = new IdentityPairs(rows, labels);

        var hardest = HardestPairs.Of(pairs, 6);

        var all = pairs.Scores();
        Assert.Equal(all.Where(pair => pair.IsGenuine).Select(pair => (float)pair.Score).Order().Take(6), hardest.Genuine.Select(pair => pair.Score));
        Assert.Equal(all.Where(pair => !pair.IsGenuine).Select(pair => (float)pair.Score).OrderDescending().Take(6), hardest.Impostor.Select(pair => pair.Score));
        Assert.All(hardest.Genuine, pair => Assert.Equal(labels[pair.First], labels[pair.Second]));
        Assert.All(hardest.Impostor, pair => Assert.Equal(Cosine(rows, 5, pair.First, pair.Second), pair.Score, 1e-6));
    }

    [Fact]
    public void Of_equally_hard_pairs_earlier_rows_come_first()
    {
        var hardest = HardestPairs.Of(new IdentityPairs([1, 1, 1, 1], [0, 0, 0, 0]), 2);

        Assert.Equal([(0, 1), (0, 2)], hardest.Genuine.Select(pair => (pair.First, pair.Second)));
        Assert.Empty(hardest.Impostor);
    }

    [Theory]
    [InlineData(0f, "rows[1] must have a direction, but its squared length is 0.")]
    [InlineData(float.NaN, "rows[1] must have a direction, but its squared length is NaN.")]
    [InlineData(float.PositiveInfinity, "rows[1] must have a direction, but its squared length is Infinity.")]
    public void A_row_without_a_direction_is_named(float value, string message) => Assert.StartsWith(
        message, Assert.Throws<ArgumentException>(() => new IdentityPairs([1, 1, value, value], [0, 0])).Message, StringComparison.Ordinal);

    [Fact]
    public void Rows_that_do_not_divide_among_the_labels_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new IdentityPairs([1, 2, 3], [0, 0]));
        Assert.Throws<ArgumentException>(() => new IdentityPairs([], [0]));
        Assert.Throws<ArgumentException>(() => new IdentityPairs([1], []));
    }

    private static double Cosine(float[] rows, int size, int first, int second)
    {
        double product = 0, left = 0, right = 0;
        for (var index = 0; index < size; index++)
        {
            double a = rows[(first * size) + index], b = rows[(second * size) + index];
            (product, left, right) = (product + (a * b), left + (a * a), right + (b * b));
        }

        return product / Math.Sqrt(left * right);
    }
}
