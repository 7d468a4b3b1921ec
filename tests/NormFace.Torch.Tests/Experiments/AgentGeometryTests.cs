using NormFace.Agents;
using NormFace.Geometry;
using NormFace.Losses;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Experiments;

/// <summary>The paper's Figure 6: where agents settle between two clouds on a sphere.</summary>
public class AgentGeometryTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Without_a_margin_agents_settle_on_the_mean_directions(int seed)
    {
        using var scope = NewDisposeScope();
        var (features, labels, centres) = Clouds(seed);

        var agents = Settle(features, labels, centres, margin: 0);

        for (var index = 0; index < 2; index++)
        {
            // 1e-3 degrees in radians is 1.7e-5; between near unit vectors the chord is the angle.
            Assert.True((agents[index] - centres[index]).norm().item<double>() < 1e-3 * Math.PI / 180);
        }
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void With_a_margin_agents_stand_farther_apart_than_the_centres(int seed)
    {
        using var scope = NewDisposeScope();
        var (features, labels, centres) = Clouds(seed);

        var agents = Settle(features, labels, centres, margin: 1);

        Assert.True(Degrees(agents) > Degrees(centres) + 2, $"Agents {Degrees(agents):F1}, centres {Degrees(centres):F1} degrees.");
    }

    // 2 x 100 points N(0, (1/4)² I) around (-0.3, 0, 0.3) and (0.3, 0, 0.3), projected; the mean directions of the classes.
    private static (Tensor Features, Tensor Labels, Tensor Centres) Clouds(int seed)
    {
        random.manual_seed(seed);
        var left = (randn(100, 3, ScalarType.Float64) / 4) + tensor([-0.3, 0, 0.3]);
        var right = (randn(100, 3, ScalarType.Float64) / 4) + tensor([0.3, 0, 0.3]);
        var features = Hypersphere.Project(cat([left, right]), epsilon: 0);
        var labels = cat([zeros(100, ScalarType.Int64), ones(100, ScalarType.Int64)]);
        var centres = Hypersphere.Project(stack([features.narrow(0, 0, 100).mean([0]), features.narrow(0, 100, 100).mean([0])]), epsilon: 0);
        return (features, labels, centres);
    }

    private static Tensor Settle(Tensor features, Tensor labels, Tensor start, double margin)
    {
        var agents = new ClassAgents(2, 3, new AgentOptions { Epsilon = 0 });
        agents.to(ScalarType.Float64);
        var loss = new CContrastiveLoss(agents, new CContrastiveOptions { NegativeMargin = margin, FeatureEpsilon = 0 });
        using (no_grad())
        {
            agents.Vectors.copy_(start);
        }

        for (var step = 0; step < 1000; step++)
        {
            using var stepScope = NewDisposeScope();
            loss.call(features, labels).backward();
            using var gradientOff = no_grad();
            agents.Vectors.add_(agents.Vectors.grad!, -0.1);
            agents.Vectors.grad!.zero_();
        }

        return agents.Unit();
    }

    private static double Degrees(Tensor pair) => Math.Acos((pair[0] * pair[1]).sum().item<double>()) * 180 / Math.PI;
}
