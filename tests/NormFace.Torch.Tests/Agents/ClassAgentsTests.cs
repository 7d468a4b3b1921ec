using NormFace.Losses;
using NormFace.Scales;
using NormFace.TestKit;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Agents;

public class ClassAgentsTests
{
    [Fact]
    public void Unit_ball_rows_have_length_one_and_the_spread_of_random_directions()
    {
        using var scope = NewDisposeScope();
        var agents = ClassAgents.UnitBall(10572, 512, seed: 0);

        var worst = (agents.square().sum(1).sqrt() - 1).abs().max().item<float>();
        var sum = agents.to(ScalarType.Float64).sum(dim: 0);
        var meanCosine = (sum.square().sum().item<double>() - 10572) / (10572.0 * 10571); // all ordered pairs at once
        var sample = agents.narrow(0, 0, 2000);
        var cosines = sample.mm(sample.t()).masked_select(eye(2000, dtype: ScalarType.Bool).logical_not());

        Assert.True(worst < 1e-6);
        Assert.True(Math.Abs(meanCosine) < 1e-3);
        Assert.Equal(0.0442, cosines.std().item<float>(), 0.0442 * 0.01);
    }

    [Fact]
    public void Equal_seeds_give_equal_agents_and_others_differ()
    {
        using var scope = NewDisposeScope();
        var first = ClassAgents.UnitBall(5, 4, seed: 7);

        Assert.True(first.IsSameAs(ClassAgents.UnitBall(5, 4, seed: 7)));
        Assert.False(first.IsSameAs(ClassAgents.UnitBall(5, 4, seed: 8)));
    }

    [Fact]
    public void Making_agents_leaves_the_global_random_state_alone()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var expected = randn(4);
        random.manual_seed(3);

        _ = ClassAgents.UnitBall(5, 4, seed: 7);

        Assert.True(expected.IsSameAs(randn(4)));
    }

    [Fact]
    public void A_step_in_place_and_the_next_use_give_the_released_row()
    {
        using var scope = NewDisposeScope();
        var agents = new ClassAgents(1, 2, new AgentOptions { Mode = AgentMode.RenormalizedInPlace, Epsilon = 0 });
        agents.to(ScalarType.Float64);
        using (no_grad())
        {
            // W = (0.6, 0.8), gradient (0.5, -1.2) without tangent projection, rate 0.3.
            agents.Vectors.copy_(
                tensor(new double[,] { { 0.6, 0.8 } }) - (0.3 * tensor(new double[,] { { 0.5, -1.2 } })));
        }

        agents.RenormalizeInPlace();

        Assert.Equal(
            [0.361670435, 0.932306010], agents.Vectors.data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void In_place_gradients_are_those_of_the_unit_row_without_projection()
    {
        using var scope = NewDisposeScope();
        var loss = new NormalizedSoftmaxLoss(3, 3, new NormalizedSoftmaxOptions
        {
            Agents = new AgentOptions { Mode = AgentMode.RenormalizedInPlace, Epsilon = 0 },
            Scale = new ScaleOptions { Fixed = 10 },
        });
        var (feature, labels) = Golden.For(loss);
        var literal = loss.Agents.Vectors.detach().clone().requires_grad_();

        loss.call(feature, labels).backward();
        LiteralHeads.FeaturesOnly(feature.detach(), literal, labels, tensor(10.0)).backward();

        Assert.True(loss.Agents.Vectors.grad!.allclose(literal.grad!, 1e-10, 1e-12));
    }

    [Fact]
    public void A_second_rescaling_does_not_touch_the_rows()
    {
        using var scope = NewDisposeScope();
        var agents = new ClassAgents(4, 3, new AgentOptions { Mode = AgentMode.RenormalizedInPlace });
        using (no_grad())
        {
            agents.Vectors.mul_(3);
        }

        agents.RenormalizeInPlace();
        var once = agents.Vectors.detach().clone();
        agents.RenormalizeInPlace();

        Assert.True(once.IsSameAs(agents.Vectors));
    }

    [Theory]
    [InlineData(AgentMode.Projected, 1, 1), InlineData(AgentMode.RenormalizedInPlace, 100, 0)]
    public void Learning_rate_and_decay_follow_the_release(AgentMode mode, double rate, double decay)
    {
        using var agents = new ClassAgents(2, 2, new AgentOptions { Mode = mode });

        Assert.Equal((rate, decay), (agents.Group.LearningRateFactor, agents.Group.DecayFactor));
    }

    [Fact]
    public void Agents_outlive_the_scope_they_were_made_in()
    {
        ClassAgents agents;
        using (NewDisposeScope())
        {
            agents = new ClassAgents(2, 3);
        }

        Assert.False(agents.Vectors.IsInvalid);
    }

    [Theory]
    [InlineData(0, 4), InlineData(4, 0)]
    public void No_classes_or_no_size_are_refused(int classCount, int featureSize) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassAgents(classCount, featureSize));
}
