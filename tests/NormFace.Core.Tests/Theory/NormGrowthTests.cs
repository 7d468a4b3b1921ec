using Xunit;

namespace NormFace.Theory;

public class NormGrowthTests
{
    [Fact]
    public void A_tangent_step_lengthens_by_Pythagoras()
    {
        // x = (3, 4), gradient (0.0928, -0.0696) orthogonal to it, step 0.5: 25 + 0.25·0.013456 = 25.003364.
        var grown = NormGrowth.SquaredNormAfterStep(25, (0.0928 * 0.0928) + (0.0696 * 0.0696), 0.5);
        var literal = Math.Pow(3 - (0.5 * 0.0928), 2) + Math.Pow(4 + (0.5 * 0.0696), 2);

        Assert.Equal(25.003364, grown, 1e-12);
        Assert.Equal(literal, grown, 1e-12);
    }

    [Fact]
    public void The_same_step_turns_a_longer_vector_less() =>
        Assert.Equal(Math.PI / 4, NormGrowth.TurnRadians(2, 2, 1), 1e-15);

    [Fact]
    public void The_balancing_decay_keeps_the_length()
    {
        var decay = NormGrowth.BalancingDecay(4, 3, 0.1);
        var after = (Math.Pow(1 - (0.1 * decay), 2) * 4) + (0.01 * 3);

        Assert.Equal(4, after, 1e-12);
    }

    [Fact]
    public void No_decay_undoes_a_step_longer_than_the_vector() =>
        Assert.Equal(double.NaN, NormGrowth.BalancingDecay(1, 4, 1));

    [Fact]
    public void Lengths_below_zero_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NormGrowth.SquaredNormAfterStep(-1, 0, 1));
}
