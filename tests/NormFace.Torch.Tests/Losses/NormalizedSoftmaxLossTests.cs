using NormFace.Agents;
using NormFace.Scales;
using NormFace.TestKit;
using NormFace.Theory;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Losses;

public class NormalizedSoftmaxLossTests
{
    [Theory]
    [InlineData(false), InlineData(true)]
    public void The_worked_example_has_its_golden_loss_in_both_forms(bool usesDistance)
    {
        using var scope = NewDisposeScope();
        var loss = new NormalizedSoftmaxLoss(
            3,
            3,
            new NormalizedSoftmaxOptions { Scale = new ScaleOptions { Fixed = 10 }, UsesDistance = usesDistance });
        var (feature, labels) = Golden.For(loss);

        Assert.Equal(2.105274329, loss.call(feature, labels).item<double>(), 1e-9);
    }

    [Fact]
    public void The_distance_form_is_the_same_loss()
    {
        using var scope = NewDisposeScope();
        var agents = new ClassAgents(20, 8);
        var cosine = new NormalizedSoftmaxLoss(agents);
        var distance = new NormalizedSoftmaxLoss(agents, new NormalizedSoftmaxOptions { UsesDistance = true });
        cosine.to(ScalarType.Float64);
        distance.to(ScalarType.Float64);
        var (features, labels) = (randn(16, 8, ScalarType.Float64), randint(0, 20, [16], dtype: ScalarType.Int64));

        var difference = cosine.call(features, labels) - distance.call(features, labels);

        Assert.Equal(0, difference.item<double>(), 1e-12);
    }

    [Theory]
    [InlineData(2), InlineData(3), InlineData(10), InlineData(50), InlineData(200)]
    public void Perfect_features_on_a_regular_simplex_reach_the_bound(int classes)
    {
        foreach (var scale in new[] { 1.0, 4, 16, 30 })
        {
            using var scope = NewDisposeScope();
            var loss = new NormalizedSoftmaxLoss(classes, classes, new NormalizedSoftmaxOptions
            {
                Scale = new ScaleOptions { Fixed = scale },
                FeatureEpsilon = 0, // the bound is for lengths of exactly 1
                Agents = new AgentOptions { Epsilon = 0 },
            });
            loss.to(ScalarType.Float64);
            var simplex = eye(classes, dtype: ScalarType.Float64) - (1.0 / classes);
            using (no_grad())
            {
                loss.Agents.Vectors.copy_(simplex);
            }

            var value = loss.call(simplex, arange(classes, dtype: ScalarType.Int64)).item<double>();

            Assert.Equal(SoftmaxBound.At(classes, scale), value, 1e-12);
            Assert.Equal(loss.Floor!.Value, value, 1e-12);
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32), InlineData(ScalarType.Float64)]
    public void A_scale_of_ten_thousand_overflows_nothing(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var loss = new NormalizedSoftmaxLoss(
            50, 8, new NormalizedSoftmaxOptions { Scale = new ScaleOptions { Learned = 1e4 } });
        loss.to(type);
        var (features, labels) = (randn(32, 8, type).requires_grad_(), randint(0, 50, [32], dtype: ScalarType.Int64));

        var value = loss.call(features, labels);
        value.backward();

        // The hardest competitor decides: s·(highest - own), typically thousands, and nowhere near a plateau.
        Assert.True(value.isfinite().item<bool>());
        Assert.True(value.to(ScalarType.Float64).item<double>() > 100);
        Assert.All(
            [features, .. loss.ParameterGroups.Select(group => (Tensor)group.Parameter)],
            input => Assert.True(input.grad!.isfinite().all().item<bool>()));
    }

    [Fact]
    public void A_lost_sample_costs_what_it_costs_and_no_plateau_hides_it()
    {
        using var scope = NewDisposeScope();
        var loss = new NormalizedSoftmaxLoss(
            2, 2, new NormalizedSoftmaxOptions { Scale = new ScaleOptions { Fixed = 1000 } });
        using (no_grad())
        {
            loss.Agents.Vectors.copy_(tensor(new float[,] { { 1f, 0 }, { -1, 0 } }));
        }

        // Own cosine -1, other 1: log(1 + e^2000) = 2000, far above 69.0776 and 87.3365.
        Assert.Equal(
            2000, loss.call(tensor(new float[,] { { -1f, 0 } }), zeros(1, ScalarType.Int64)).item<float>(), 1e-3);
    }

    [Fact]
    public void A_won_sample_keeps_its_digits()
    {
        using var scope = NewDisposeScope();
        var loss = new NormalizedSoftmaxLoss(
            2, 2, new NormalizedSoftmaxOptions { Scale = new ScaleOptions { Fixed = 30 }, FeatureEpsilon = 0 });
        using (no_grad())
        {
            loss.Agents.Vectors.copy_(tensor(new float[,] { { 1f, 0 }, { -1, 0 } }));
        }

        var value = loss.call(tensor(new float[,] { { 1f, 0 } }), zeros(1, ScalarType.Int64)).item<float>();

        Assert.Equal(1, value / Math.Exp(-60), 1e-5); // log(1 + e^-60), far below float32's step at 1
    }

    [Theory]
    [InlineData(10, 10.191150016246645), InlineData(64, 62.75113780712462)]
    public void An_independent_computation_of_180_features_is_met(double scale, double expected)
    {
        using var scope = NewDisposeScope();
        var loss = new NormalizedSoftmaxLoss(
            10,
            2,
            new NormalizedSoftmaxOptions
            {
                Scale = new ScaleOptions { Fixed = scale },
                FeatureEpsilon = 0,
                Agents = new AgentOptions { Epsilon = 0 },
            });

        Assert.Equal(expected, HalfCircle.MeanLoss(loss), 1e-9);
    }

    [Fact]
    public void Without_normalising_features_the_scale_is_ignored()
    {
        using var scope = NewDisposeScope();
        var agents = new ClassAgents(5, 4);
        var (features, labels) = (randn(3, 4), tensor(new long[] { 0, 1, 2 }));
        float With(double scale) => new NormalizedSoftmaxLoss(
            agents,
            new NormalizedSoftmaxOptions
            {
                Scale = new ScaleOptions { Fixed = scale },
                Normalization = Normalization.AgentsOnly,
            }).call(features, labels).item<float>();

        Assert.Equal(With(1), With(30));
    }

    [Fact]
    public void All_four_ablations_start_from_the_same_agents()
    {
        using var scope = NewDisposeScope();
        var starts = Enum.GetValues<Normalization>().Select(normalization => new NormalizedSoftmaxLoss(
            6,
            5,
            new NormalizedSoftmaxOptions { Normalization = normalization, Agents = new AgentOptions { Seed = 11 } })
                .Agents.Vectors);

        Assert.All(starts, start => Assert.True(start.IsSameAs(starts.First())));
    }

    [Fact]
    public void Neither_normalised_is_the_plain_softmax()
    {
        using var scope = NewDisposeScope();
        var agents = new ClassAgents(5, 4);
        var (features, labels) = (randn(3, 4), tensor(new long[] { 0, 1, 2 }));
        var neither = new NormalizedSoftmaxLoss(
            agents, new NormalizedSoftmaxOptions { Normalization = Normalization.Neither });

        Assert.Equal(
            new SoftmaxLoss(agents).call(features, labels).item<float>(), neither.call(features, labels).item<float>());
    }

    [Fact]
    public void The_distance_form_needs_both_normalised()
    {
        var error = Assert.Throws<ArgumentException>(() => new NormalizedSoftmaxLoss(
            3, 2, new NormalizedSoftmaxOptions { UsesDistance = true, Normalization = Normalization.FeaturesOnly }));

        Assert.StartsWith("UsesDistance must come with Normalization.Both", error.Message, StringComparison.Ordinal);
    }
}
