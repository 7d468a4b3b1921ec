using Xunit;

namespace NormFace.Theory;

public class ProbabilityRatioTests
{
    [Fact]
    public void Lengthening_a_feature_never_lowers_the_winning_probability_without_bias()
    {
        var random = new Random(1);

        for (var trial = 0; trial < 3000; trial++)
        {
            var products = Enumerable.Range(0, random.Next(2, 20))
                .Select(_ => (random.NextDouble() - 0.5) * 20)
                .ToArray();
            var winner = Array.IndexOf(products, products.Max());

            Assert.True(ProbabilityRatio.OfLengthening(products, winner, 1 + (random.NextDouble() * 9)) >= 1 - 1e-15);
        }
    }

    [Fact]
    public void With_a_bias_lengthening_can_turn_a_winner_into_a_loser()
    {
        // d = 1, W = (1, 2), b = (5, 0): class 0 wins at f = 1 and loses at 10 f.
        double[] products = [1, 2];
        double[] biases = [5, 0];

        Assert.Equal(0.98201379, ProbabilityRatio.Probability(products, biases, 0, 1), 0.5e-8);
        Assert.Equal(0.00669285, ProbabilityRatio.Probability(products, biases, 0, 10), 0.5e-8);
    }

    [Fact]
    public void Equal_products_share_the_probability() =>
        Assert.Equal(0.25, ProbabilityRatio.Probability([3, 3, 3, 3], [], 2, 7));

    [Fact]
    public void A_hopeless_class_has_probability_zero_and_not_NaN() =>
        Assert.Equal(0, ProbabilityRatio.Probability([0, 1e6], [], 0, 1));

    [Fact]
    public void Biases_of_another_count_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => ProbabilityRatio.Probability([1, 2], [1], 0, 1));

        Assert.StartsWith(
            "biases must be as long as products (2), but has 1 values.", error.Message, StringComparison.Ordinal);
    }
}
