using NormFace.Logs;
using Xunit;

namespace NormFace.Training;

public class SicknessWatchTests
{
    private static readonly TrainingPoint Healthy = new(1000, 2.0)
    {
        Epoch = 5,
        Floor = 0.01,
        Scale = 16,
        OwnCosine = 0.6,
        HardestCosine = 0.3,
        AgentCosine = 0,
    };

    [Fact]
    public void A_healthy_run_is_left_alone() =>
        Assert.Empty(new SicknessWatch(100, hasFixedScale: true).Look(Healthy));

    [Theory]
    [InlineData("87.33", 87.336, 0.01, 16.0, 0.6, 0.3, 0.0)]
    [InlineData("reached its floor B(100, s) = 3.634", 3.66, 3.634, 1.0, 0.9, 0.1, 0.0)]
    [InlineData("collapsed to one direction", 2.0, 0.01, 16.0, 0.99, 0.98, 0.0)]
    [InlineData("agents are collapsing", 2.0, 0.01, 16.0, 0.8, 0.7, 0.9)]
    [InlineData("still that of guessing", 4.60, 0.01, 16.0, 0.1, 0.3, 0.0)]
    public void A_sickness_is_named(
        string words, double loss, double floor, double scale, double own, double hardest, double agents)
    {
        var point = Healthy with
        {
            Loss = loss,
            Floor = floor,
            Scale = scale,
            OwnCosine = own,
            HardestCosine = hardest,
            AgentCosine = agents,
        };

        Assert.Contains(
            words, Assert.Single(new SicknessWatch(100, hasFixedScale: true).Look(point)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scale_that_runs_away_is_named_where_it_is_learned()
    {
        var point = Healthy with { Scale = 500 };

        Assert.Empty(new SicknessWatch(100, hasFixedScale: true).Look(point));
        Assert.Contains(
            "diverges (500.0)",
            Assert.Single(new SicknessWatch(100, hasFixedScale: false).Look(point)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_triplet_loss_at_its_margin_is_named() =>
        Assert.Contains(
            "stuck at its margin",
            Assert.Single(
                new SicknessWatch(100, hasFixedScale: false, collapsedTripletLoss: 0.2)
                    .Look(new TrainingPoint(1000, 0.2001) { Epoch = 3 })),
            StringComparison.Ordinal);

    [Fact]
    public void A_sickness_is_named_once()
    {
        var watch = new SicknessWatch(100, hasFixedScale: true);

        Assert.NotEmpty(watch.Look(Healthy with { Loss = 87.33 }));
        Assert.Empty(watch.Look(Healthy with { Loss = 87.34 }));
    }
}
