using NormFace.Models;
using NormFace.Verification;
using Xunit;

namespace NormFace.Calibration;

public class LogLikelihoodRatioTests
{
    [Fact]
    public void Slope_and_offset_are_those_of_SciPy_and_scikit_learn() => Assert.All(GoldenCalibration.All(), golden =>
    {
        var ratio = LogisticFit.Of(golden.Scores, golden.Prior);

        // The search of SciPy stops at a gradient of about 1e-10.
        Assert.Equal(golden.Slope, ratio.Slope, 1e-7 * Math.Abs(golden.Slope));
        Assert.Equal(golden.Offset, ratio.Offset, 1e-7 * Math.Abs(golden.Offset));
    });

    [Theory]
    [InlineData(0.5), InlineData(0.1), InlineData(0.99)]
    public void At_the_fit_the_weighted_errors_balance(double prior)
    {
        // The defining equations: the prior-weighted residuals sum to 0, alone and times the score.
        var (genuine, impostor) = Overlapping(3, 80, 300);

        var ratio = LogisticFit.Of(new ScoreSet(genuine, impostor), prior);

        double Posterior(double score) => 1 / (1 + Math.Exp(-ratio.Of(score) - Math.Log(prior / (1 - prior))));
        double Balance(Func<double, double> factor) =>
            (prior * genuine.Average(score => (1 - Posterior(score)) * factor(score))) - (
                (1 - prior) * impostor.Average(score => Posterior(score) * factor(score)));
        Assert.Equal(0, Balance(_ => 1), 1e-13);
        Assert.Equal(0, Balance(score => score), 1e-13);
    }

    [Fact]
    public void Two_normal_distributions_of_equal_spread_have_their_own_line()
    {
        // N(0.5, 0.2) against N(0.1, 0.2): log ratio = (0.5 - 0.1) / 0.04 · (score - 0.3) = 10 · score - 3.
        double[] quantiles = [.. Enumerable.Range(0, 20_000).Select(
            index => MathNet.Numerics.Distributions.Normal.InvCDF(0, 0.2, (index + 0.5) / 20_000))];

        var ratio = LogisticFit.Of(
            new ScoreSet([.. quantiles.Select(value => value + 0.5)], [.. quantiles.Select(value => value + 0.1)]));

        // Quantiles leave out a little of the tails.
        Assert.Equal(10, ratio.Slope, 0.005);
        Assert.Equal(-3, ratio.Offset, 0.002);
    }

    [Fact]
    public void How_many_pairs_there_are_of_a_kind_changes_nothing()
    {
        var (genuine, impostor) = Overlapping(5, 40, 50);

        var one = LogisticFit.Of(new ScoreSet(genuine, impostor));
        var many = LogisticFit.Of(
            new ScoreSet(genuine, [.. Enumerable.Repeat(impostor, 20).SelectMany(values => values)]));

        Assert.Equal(one.Slope, many.Slope, 1e-10);
        Assert.Equal(one.Offset, many.Offset, 1e-10);
    }

    [Fact]
    public void Moving_and_stretching_scores_moves_the_line_along()
    {
        var (genuine, impostor) = Overlapping(6, 40, 50);
        double[] Far(double[] scores) => [.. scores.Select(score => (1000 * score) + 50_000)];

        var near = LogisticFit.Of(new ScoreSet(genuine, impostor));
        var far = LogisticFit.Of(new ScoreSet(Far(genuine), Far(impostor)));

        Assert.Equal(near.Of(0.3), far.Of(50_300), 1e-8);
        Assert.Equal(near.Of(0.7), far.Of(50_700), 1e-8);
    }

    [Theory]
    [InlineData(new[] { 0.6, 0.7 }, new[] { 0.1, 0.5 })]
    [InlineData(new[] { 0.5, 0.7 }, new[] { 0.1, 0.5 })]
    [InlineData(new[] { 0.1, 0.2 }, new[] { 0.2, 0.5 })]
    public void Kinds_that_a_threshold_parts_have_no_finite_slope(double[] genuine, double[] impostor) =>
        Assert.StartsWith(
        "scores of the two kinds must overlap",
        Assert.Throws<ArgumentException>(() => LogisticFit.Of(new ScoreSet(genuine, impostor))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_barest_overlap_has_a_finite_slope()
    {
        var ratio = LogisticFit.Of(
            new ScoreSet([0.49999, .. Enumerable.Repeat(0.9, 100_000)], [0.5, .. Enumerable.Repeat(0.1, 100_000)]));

        Assert.True(
            ratio.Slope > 10 && double.IsFinite(ratio.Slope) && double.IsFinite(ratio.Offset), ratio.ToString());
    }

    [Fact]
    public void Scores_that_are_all_equal_tell_nothing() =>
        Assert.Equal(new LogLikelihoodRatio(0, 0), LogisticFit.Of(new ScoreSet([0.5, 0.5], [0.5])));

    [Fact]
    public void Infinite_scores_are_refused() =>
        Assert.Throws<ArgumentException>(() => LogisticFit.Of(new ScoreSet([double.PositiveInfinity, 0], [1, 0])));

    [Theory]
    [InlineData(0), InlineData(1), InlineData(double.NaN)]
    public void Priors_outside_their_range_are_refused(double prior) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LogisticFit.Of(new ScoreSet([1, 0], [1, 0]), prior));

    [Fact]
    public void The_threshold_for_odds_and_costs_is_where_both_decisions_cost_the_same()
    {
        var ratio = new LogLikelihoodRatio(10, -3);

        Assert.Equal(0.3, ratio.ThresholdFor(0.5), 1e-15);
        var score = ratio.ThresholdFor(prior: 0.01, falseAcceptCost: 5);
        Assert.Equal(5 * 0.99, 0.01 * Math.Exp(ratio.Of(score)), 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => ratio.ThresholdFor(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ratio.ThresholdFor(0.5, 0));
        Assert.Throws<InvalidOperationException>(() => default(LogLikelihoodRatio).ThresholdFor(0.5));
    }

    private static (double[] Genuine, double[] Impostor) Overlapping(int seed, int genuine, int impostor)
    {
        var random = new Random(seed);
        return (
            [.. Enumerable.Range(0, genuine).Select(_ => 0.5 + (0.2 * SimulatedFaces.Normal(random)))],
            [.. Enumerable.Range(0, impostor).Select(_ => 0.2 + (0.2 * SimulatedFaces.Normal(random)))]);
    }
}
