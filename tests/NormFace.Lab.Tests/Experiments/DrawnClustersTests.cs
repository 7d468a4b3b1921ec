using NormFace.Losses;
using NormFace.Scales;
using Xunit;

namespace NormFace.Experiments;

public class DrawnClustersTests
{
    private const int Classes = 10;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Row 31 of section 11 of the specification: the margin is that of the products, by which softmax decides.
    [Fact]
    public void Under_softmax_the_length_of_a_feature_grows_with_its_margin()
    {
        using var loss = new SoftmaxLoss(Classes, 2);

        var run = DrawnClusters.Train(loss, cancellation: Cancellation);

        Assert.InRange(run.Accuracy, 0.9, 1);
        Assert.InRange(
            RankCorrelation([.. run.Features.Select(Norm)], [.. run.Features.Select((_, index) => Margin(run, index))]),
            0.6,
            1);
    }

    [Fact]
    public void Under_softmax_features_grow_longer_as_long_as_they_are_trained()
    {
        double Length(int steps)
        {
            using var loss = new SoftmaxLoss(Classes, 2);
            return DrawnClusters.Train(
                loss, new ClusterOptions(steps), Cancellation).Features.Average(feature => Norm(feature));
        }

        var (early, later, late) = (Length(250), Length(1000), Length(4000));

        Assert.True(early < later && later < late, $"{early:0.0}, {later:0.0}, {late:0.0}");
    }

    [Fact]
    public void A_normalised_softmax_does_not_reward_length()
    {
        double Length(int steps)
        {
            using var loss = new NormalizedSoftmaxLoss(
                Classes, 3, new NormalizedSoftmaxOptions { Scale = new ScaleOptions { Fixed = 10 } });
            return DrawnClusters.Train(
                loss, new ClusterOptions(steps), Cancellation).Features.Average(feature => Norm(feature));
        }

        Assert.InRange(Length(2000) / Length(500), 0.7, 1.5);
    }

    [Fact]
    public void Equal_seeds_give_equal_features_and_others_do_not()
    {
        double[] First(long seed)
        {
            using var loss = new SoftmaxLoss(Classes, 2);
            return DrawnClusters.Train(loss, new ClusterOptions(Steps: 5, Seed: seed), Cancellation).Features[0];
        }

        Assert.Equal(First(1), First(1));
        Assert.NotEqual(First(1), First(2));
    }

    [Fact]
    public void What_cannot_be_trained_is_refused()
    {
        using var loss = new SoftmaxLoss(2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            DrawnClusters.Train(loss, new ClusterOptions(Steps: 0), Cancellation));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            DrawnClusters.Train(loss, new ClusterOptions(PointsOfClass: 0), Cancellation));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            DrawnClusters.Train(loss, new ClusterOptions(Spread: -1), Cancellation));
    }

    // By how much a feature's product with its own class vector is above the next best.
    private static double Margin(ClusterFeatures run, int index)
    {
        var products = run.Decision.Vectors.Select(vector => vector.Zip(run.Features[index], (a, b) => a * b).Sum())
            .ToArray();
        return products[run.Labels[index]] - products.Where((_, other) => other != run.Labels[index]).Max();
    }

    // Spearman's.
    private static double RankCorrelation(double[] one, double[] other)
    {
        var (left, right) = (Ranks(one), Ranks(other));
        var mean = (left.Length - 1) / 2.0;
        return left.Zip(right, (a, b) => (a - mean) * (b - mean)).Sum() / left.Sum(a => (a - mean) * (a - mean));
    }

    private static double[] Ranks(double[] values)
    {
        var ranks = new double[values.Length];
        foreach (var (index, rank) in Enumerable.Range(0, values.Length).OrderBy(index => values[index]).Select(
            (index, rank) => (index, rank)))
        {
            ranks[index] = rank;
        }

        return ranks;
    }

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(value => value * value));
}
