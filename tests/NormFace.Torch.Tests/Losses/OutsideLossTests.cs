using NormFace.Agents;
using NormFace.Scales;
using NormFace.TestKit;
using Outside;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Losses;

/// <summary>A loss written with what is public alone; <see cref="EveryHeadTests"/> has it as well.</summary>
public class OutsideLossTests
{
    [Fact]
    public void Circle_loss_and_its_gradients_are_those_of_autograd()
    {
        using var scope = NewDisposeScope();
        var loss = new CircleLoss(9, 6, new CircleOptions
        {
            Scale = new ScaleOptions { Learned = 20 },
            Agents = new AgentOptions { Epsilon = 0 },
            FeatureEpsilon = 0,
        });
        loss.to(ScalarType.Float64);
        var (features, labels) = (randn(7, 6, ScalarType.Float64).requires_grad_(), arange(7, ScalarType.Int64));
        var inputs = Catalogue.Inputs(loss, features);
        var literal = inputs.Select(input => input.detach().clone().requires_grad_()).ToArray();

        loss.call(features, labels).backward();
        var expected = LiteralHeads.Circle(literal[0], literal[1], labels, literal[2], 0.25);
        expected.backward();

        Assert.Equal(expected.item<double>(), loss.call(features, labels).item<double>(), 1e-12);
        Assert.All(inputs.Zip(literal), pair => Assert.True(pair.First.grad!.allclose(pair.Second.grad!, 1e-9, 1e-12)));
    }

    [Fact]
    public void The_base_checks_the_options_of_a_loss_that_it_does_not_know()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => new CircleLoss(9, 6, new CircleOptions { Margin = 1.5 }));

        Assert.StartsWith("Margin must be a number in [0, 1], but was 1.5.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_base_registers_agents_and_scale_and_keeps_their_groups()
    {
        using var loss = new CircleLoss(9, 6, new CircleOptions
        {
            Scale = new ScaleOptions { Learned = 20, LearningRateFactor = 0.5 },
            Agents = new AgentOptions { DecayFactor = 0 },
        });

        Assert.Equal(["scale.value", "agents.vectors"], loss.state_dict().Keys);
        Assert.Equal([1, 0.5], loss.ParameterGroups.Select(group => group.LearningRateFactor));
        Assert.Equal([0, 0], loss.ParameterGroups.Select(group => group.DecayFactor));
        Assert.Equal(nameof(CircleLoss), loss.GetName());
    }
}
