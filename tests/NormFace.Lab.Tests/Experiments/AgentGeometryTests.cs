using Xunit;

namespace NormFace.Experiments;

/// <summary>The paper's Figure 6: where agents settle between two clouds on a sphere.</summary>
public class AgentGeometryTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Without_a_margin_agents_settle_on_the_mean_directions(int seed)
    {
        var geometry = AgentGeometry.Settle(margin: 0, seed);

        for (var index = 0; index < 2; index++)
        {
            // 1e-3 degrees in radians is 1.7e-5; between near unit vectors the chord is the angle.
            var chord = Math.Sqrt(
                geometry.Agents[index]
                    .Zip(geometry.Centres[index], (agent, centre) => (agent - centre) * (agent - centre))
                    .Sum());
            Assert.True(chord < 1e-3 * Math.PI / 180);
        }
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void With_a_margin_agents_stand_farther_apart_than_the_centres(int seed)
    {
        var geometry = AgentGeometry.Settle(margin: 1, seed);

        var (agents, centres) = (AgentGeometry.Degrees(geometry.Agents), AgentGeometry.Degrees(geometry.Centres));
        Assert.True(agents > centres + 2, $"Agents {agents:F1}, centres {centres:F1} degrees.");
    }

    [Fact]
    public void A_feature_outside_the_margin_is_pulled_to_its_own_agent_alone()
    {
        var geometry = AgentGeometry.Settle(margin: 1, seed: 1);

        for (var of = 0; of < 2; of++)
        {
            foreach (var (feature, pull) in geometry.Features[of].Zip(geometry.Pulls[of]))
            {
                double[] own = Tangent(feature, geometry.Agents[of]), foreign = Tangent(
                    feature, geometry.Agents[1 - of]);
                var isInside = Squared(feature, geometry.Agents[1 - of]) < 1;
                var expected = own.Zip(foreign, (toOwn, toForeign) => 2 * (toOwn - (isInside ? toForeign : 0)));
                Assert.All(expected.Zip(pull), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
            }
        }
    }

    [Fact]
    public void Clouds_depend_on_the_seed_alone()
    {
        var (one, same, other) = (AgentGeometry.Settle(1, 1), AgentGeometry.Settle(1, 1), AgentGeometry.Settle(1, 2));

        Assert.Equal(one.Features[0][0], same.Features[0][0]);
        Assert.NotEqual(one.Features[0][0], other.Features[0][0]);
    }

    // What is left of a direction in the tangent plane at a feature of length 1.
    private static double[] Tangent(double[] feature, double[] direction)
    {
        var along = feature.Zip(direction, (a, b) => a * b).Sum();
        return [.. direction.Zip(feature, (value, radial) => value - (along * radial))];
    }

    private static double Squared(double[] left, double[] right) => left.Zip(right, (a, b) => (a - b) * (a - b)).Sum();
}
