using Xunit;

namespace NormFace.Protocols.Blufr;

public class BlufrThresholdTests
{
    private static readonly double[] Impostor = [.9, .5, .4, .3, .2, .1, 0, -.1, -.2, -.3];
    private static readonly double[] Genuine = [.95, .85, .6, .45];

    [Theory]
    [InlineData(0, .925, 0, .25), InlineData(.1, .9, 1, .25), InlineData(.2, .5, 2, .75), InlineData(.3, .4, 3, 1)]
    public void The_rule_gives_the_figures_worked_out_by_hand(
        double far, double threshold, int falseAlarms, double rate)
    {
        var point = BlufrThreshold.At(Genuine, Impostor, far);

        Assert.Equal(threshold, point.Threshold, 1e-15);
        Assert.Equal((falseAlarms, rate, falseAlarms / 10.0), (point.FalseAlarms, point.Rate, point.MeasuredFar));
    }

    [Theory]
    [InlineData(.25, 3)]
    [InlineData(.15, 2)]
    [InlineData(.149, 1)]
    [InlineData(.05, 1)]
    [InlineData(.0499, 0)]
    [InlineData(.95, 10)]
    public void The_number_of_impostors_is_rounded_with_a_half_going_up(double far, int falseAlarms) =>
        Assert.Equal(falseAlarms, BlufrThreshold.FalseAlarms(far, 10));

    [Fact]
    public void Without_a_false_accept_and_without_a_genuine_score_above_all_impostors_nothing_is_accepted()
    {
        var point = BlufrThreshold.At([.9, .3], Impostor, 0);

        Assert.Equal((.9 + Math.Sqrt(Math.Pow(2, -52)), 0.0, 0.0), (point.Threshold, point.Rate, point.MeasuredFar));
    }

    [Theory]
    [InlineData(-.7, -.7), InlineData(-.1, -.3)]
    public void Where_all_impostors_are_allowed_everything_is_accepted(double lowestGenuine, double lowest)
    {
        var point = BlufrThreshold.At([.9, lowestGenuine], Impostor, 1);

        Assert.Equal(
            (lowest - Math.Sqrt(Math.Pow(2, -52)), 1.0, 1.0), (point.Threshold, point.Rate, point.MeasuredFar));
    }

    [Fact]
    public void Impostors_that_share_the_threshold_are_all_accepted_and_the_measured_rate_says_so()
    {
        var point = BlufrThreshold.At([.5, .4], [.6, .5, .5, .5, .1], .4);

        Assert.Equal((.5, 2L, .8, .5), (point.Threshold, point.FalseAlarms, point.MeasuredFar, point.Rate));
    }

    [Fact]
    public void Scores_and_rates_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => BlufrThreshold.At([], Impostor, 0));
        Assert.Throws<ArgumentException>(() => BlufrThreshold.At(Genuine, [], 0));
        Assert.Throws<ArgumentException>(() => BlufrThreshold.At([double.NaN], Impostor, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlufrThreshold.At(Genuine, Impostor, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlufrThreshold.At(Genuine, Impostor, 1.01));
    }
}
