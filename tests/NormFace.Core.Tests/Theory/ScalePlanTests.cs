using Xunit;

namespace NormFace.Theory;

public class ScalePlanTests
{
    [Fact]
    public void A_plan_for_a_floor_has_that_floor()
    {
        var plan = ScalePlan.ForFloor(10572, 0.01);

        Assert.Equal(13.8647, plan.Scale, 0.5e-4);
        Assert.Equal(0.01, plan.Floor, 1e-12);
        Assert.Equal(Math.Log(10572), plan.GuessingLoss, 1e-12);
        Assert.Equal(10571, plan.SimplexDimension);
    }

    [Fact]
    public void What_is_left_at_the_floor_is_the_chance_of_being_wrong() =>
        Assert.Equal(1 - Math.Exp(-0.5), ScalePlan.ForFloor(100, 0.5).RemainingPull, 1e-12); // 1 - p, p = exp(-loss)

    [Fact]
    public void The_scale_for_a_probability_reaches_it_against_orthogonal_agents()
    {
        var scale = ScalePlan.ForProbability(1000, 0.9);

        // Own logit s, C - 2 others at 0 and one opposite, which the published formula leaves out.
        Assert.Equal(0.9, Math.Exp(scale) / (Math.Exp(scale) + 998), 1e-12);
    }

    [Theory]
    [InlineData(2, 0.9), InlineData(10, 0), InlineData(10, 1), InlineData(10, double.NaN)]
    public void Impossible_wishes_are_refused(int classCount, double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ScalePlan.ForProbability(classCount, probability));
}
