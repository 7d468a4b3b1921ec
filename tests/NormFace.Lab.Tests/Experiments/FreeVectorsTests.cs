using NormFace.Losses;
using NormFace.Scales;
using NormFace.Theory;
using Xunit;

namespace NormFace.Experiments;

public class FreeVectorsTests
{
    [Fact]
    public void Descent_reaches_the_bound_on_a_regular_simplex()
    {
        using var loss = Softmax(10, new ScaleOptions { Fixed = 4 });

        var run = FreeVectors.Train(loss, new FreeVectorOptions(Steps: 3000), TestContext.Current.CancellationToken);

        Assert.Equal(0.100471977, run.Last.Loss, 1e-6);
        Assert.Equal(-0.111111, run.MeanOtherCosine, 1e-6);
        Assert.Equal(-0.111111, run.HighestOtherCosine, 1e-6 + 1e-6);
        Assert.Equal(1, run.OwnCosine, 1e-9);
    }

    [Fact]
    public void A_fixed_scale_of_one_is_stuck_above_its_bound()
    {
        using var loss = Softmax(20, new ScaleOptions { Fixed = 1 });

        var run = FreeVectors.Train(loss, new FreeVectorOptions(), TestContext.Current.CancellationToken);

        Assert.All(run.Points, point => Assert.True(point.Loss >= SoftmaxBound.At(20, 1) - 1e-12));
        Assert.Equal(2.032264, SoftmaxBound.At(20, 1), 0.5e-6);
        Assert.True(run.Last.Loss < 2.04);
    }

    [Fact]
    public void A_learned_scale_grows_and_the_loss_falls()
    {
        using var loss = Softmax(20, new ScaleOptions { Learned = 1 });

        var run = FreeVectors.Train(loss, new FreeVectorOptions(), TestContext.Current.CancellationToken);

        Assert.True(run.Last.Loss < 0.01);
        Assert.True(run.Last.Scale > 5);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        using var first = Softmax(5, new ScaleOptions { Learned = 10 });
        using var second = Softmax(5, new ScaleOptions { Learned = 10 });
        var options = new FreeVectorOptions(Steps: 20);

        var runs = new[]
        {
            FreeVectors.Train(first, options, TestContext.Current.CancellationToken),
            FreeVectors.Train(second, options, TestContext.Current.CancellationToken),
        };

        Assert.Equal(runs[0].Points, runs[1].Points);
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var loss = Softmax(5, new ScaleOptions { Learned = 10 });

        Assert.Throws<OperationCanceledException>(() =>
            FreeVectors.Train(loss, new FreeVectorOptions(), new CancellationToken(canceled: true)));
    }

    private static NormalizedSoftmaxLoss Softmax(int classes, ScaleOptions scale) =>
        new(classes, classes - 1, new NormalizedSoftmaxOptions { Scale = scale });
}
