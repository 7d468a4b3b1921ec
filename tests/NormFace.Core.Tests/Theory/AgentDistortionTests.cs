using Xunit;

namespace NormFace.Theory;

public class AgentDistortionTests
{
    [Fact]
    public void The_bound_holds_in_every_trial_with_distances() => Assert.Equal(0, Violations(Math.Sqrt));

    [Fact]
    public void With_squared_distances_it_fails_about_half_of_the_time() =>
        Assert.InRange(Violations(squared => squared), 600, 1400);

    [Fact]
    public void An_agent_at_its_only_sample_distorts_nothing() =>
        Assert.Equal(0, AgentDistortion.MeanSquare([0.7], 0.7));

    [Fact]
    public void A_class_without_samples_is_refused() =>
        Assert.Throws<ArgumentException>(() => AgentDistortion.Bound([]));

    // 2,000 trials: an onlooker, a class of 5 unit vectors around an agent, distances through the given function.
    // Classes are drawn from tight to almost uniform, since the squared form fails the more the tighter they are.
    private static int Violations(Func<double, double> distance)
    {
        var random = new Random(5);
        var violations = 0;

        for (var trial = 0; trial < 2000; trial++)
        {
            var vectors = LiteralSoftmax.RandomUnit(random, 7, 3);
            var (onlooker, agent) = (vectors[0], vectors[1]);
            double Between(double[] a, double[] b) => distance(2 - (2 * LiteralSoftmax.Dot(a, b)));
            var spread = 0.5 + (2 * random.NextDouble());
            var samples = vectors.Skip(2).Select(noise => Around(agent, noise, spread)).ToArray();
            var toSamples = samples.Select(sample => Between(onlooker, sample)).ToArray();
            var samplesToAgent = samples.Select(sample => Between(sample, agent)).ToArray();

            if (AgentDistortion.MeanSquare(toSamples, Between(onlooker, agent)) > AgentDistortion.Bound(samplesToAgent)
                    + 1e-12)
            {
                violations++;
            }
        }

        return violations;
    }

    private static double[] Around(double[] agent, double[] noise, double spread)
    {
        var sum = agent.Zip(noise, (a, b) => a + (spread * b)).ToArray();
        var norm = Math.Sqrt(LiteralSoftmax.Dot(sum, sum));
        return [.. sum.Select(value => value / norm)];
    }
}
