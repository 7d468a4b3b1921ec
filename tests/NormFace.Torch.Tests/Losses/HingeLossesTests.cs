using NormFace.Agents;
using NormFace.Geometry;
using NormFace.TestKit;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Losses;

public class HingeLossesTests
{
    [Fact]
    public void The_worked_example_has_its_golden_C_contrastive_loss()
    {
        using var scope = NewDisposeScope();
        var loss = new CContrastiveLoss(3, 3);
        var (feature, labels) = Golden.For(loss);

        Assert.Equal(1.394906098, loss.call(feature, labels).item<double>(), 1e-9);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void The_worked_example_has_its_golden_C_triplet_loss_in_both_forms(bool hardestOnly)
    {
        using var scope = NewDisposeScope();
        var loss = new CTripletLoss(3, 3, new CTripletOptions { HardestOnly = hardestOnly });
        var (feature, labels) = Golden.For(loss);

        // one other agent is inside the margin
        Assert.Equal(1.194906098, loss.call(feature, labels).item<double>(), 1e-9);
    }

    [Fact]
    public void Distances_and_cosines_give_the_same_raw_gradient()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        var loss = NoEpsilon(agents =>
            new CContrastiveLoss(agents, new CContrastiveOptions { NegativeMargin = 1.5, FeatureEpsilon = 0 }));
        var features = randn(6, 5, ScalarType.Float64).requires_grad_();
        var labels = tensor(new long[] { 0, 1, 2, 3, 4, 5 });
        var byDistance = features.detach().clone().requires_grad_();

        loss.call(features, labels).backward();
        var distances = SquaredDistance.ByDefinition(Hypersphere.Project(byDistance, epsilon: 0), loss.Agents.Unit());
        var own = distances.diagonal();
        var others = distances.masked_select(eye(6, 7, dtype: ScalarType.Bool).logical_not());
        ((own.sum() + (1.5 - others).relu().sum()) / 6).backward();

        Assert.True(features.grad!.allclose(byDistance.grad!, 1e-12, 1e-12));
    }

    [Fact]
    public void An_agent_exactly_on_the_margin_neither_counts_nor_pushes()
    {
        using var scope = NewDisposeScope();
        var loss = Axes(agents =>
            new CContrastiveLoss(agents, new CContrastiveOptions { NegativeMargin = 2, FeatureEpsilon = 0 }));
        var feature = tensor(new double[,] { { 1, 0 } }).requires_grad_();

        var value = loss.call(feature, zeros(1, ScalarType.Int64)); // the other agent is at distance 2 exactly
        value.backward();

        Assert.Equal(0, value.item<double>());
        Assert.Equal(0, feature.grad!.abs().sum().item<double>());
    }

    [Fact]
    public void A_sample_beyond_the_outlier_threshold_no_longer_pulls()
    {
        using var scope = NewDisposeScope();
        var options = new CContrastiveOptions { NegativeMargin = 0, OutlierThreshold = 1.5, FeatureEpsilon = 0 };
        var loss = Axes(agents => new CContrastiveLoss(agents, options));
        var feature = tensor(new double[,] { { 0, 1 } }).requires_grad_();

        var value = loss.call(feature, zeros(1, ScalarType.Int64)); // own agent at distance 2
        value.backward();

        Assert.Equal(1.5, value.item<double>());
        Assert.Equal(0, feature.grad!.abs().sum().item<double>());
    }

    [Fact]
    public void The_released_C_contrastive_cuts_the_pull_by_the_distance_itself()
    {
        using var scope = NewDisposeScope();
        var exact = Pull(HingeGradient.Exact);
        var released = Pull(HingeGradient.Released);

        // Distance 2, margin 1, threshold 1.8: the pull is 1, below the threshold, but the distance is above it.
        Assert.Equal(1, exact.Value);
        Assert.Equal(exact.Value, released.Value);
        Assert.True(exact.Slope > 0);
        Assert.Equal(0, released.Slope);

        static (double Value, double Slope) Pull(HingeGradient gradient)
        {
            var loss = Axes(agents => new CContrastiveLoss(agents, new CContrastiveOptions
            {
                NegativeMargin = 0,
                PositiveMargin = 1,
                OutlierThreshold = 1.8,
                Gradient = gradient,
                FeatureEpsilon = 0,
            }));
            var feature = tensor(new double[,] { { 0, 1 } }).requires_grad_();
            var value = loss.call(feature, zeros(1, ScalarType.Int64));
            value.backward();
            return (value.item<double>(), feature.grad!.abs().sum().item<double>());
        }
    }

    [Fact]
    public void C_contrastive_without_a_margin_is_twice_the_normalised_center_loss()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(6);
        var agents = new ClassAgents(5, 4);
        agents.to(ScalarType.Float64);
        var (features, labels) = (randn(8, 4, ScalarType.Float64), randint(0, 5, [8], dtype: ScalarType.Int64));
        var contrastive = new CContrastiveLoss(agents, new CContrastiveOptions { NegativeMargin = 0 });
        var center = new CenterLoss(
            agents, new CenterOptions { NormalizesFeatures = true, Update = CenterUpdate.Gradient });

        // D = ||x~ - w~||², center loss has half of it; the agents are of length 1 to float32's digits.
        Assert.Equal(
            contrastive.call(features, labels).item<double>(), 2 * center.call(features, labels).item<double>(), 1e-6);
    }

    [Fact]
    public void The_released_C_triplet_pulls_once_however_many_agents_push()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(8);
        var features = randn(7, 5, ScalarType.Float64).requires_grad_();
        var labels = arange(7, dtype: ScalarType.Int64);
        var loss = NoEpsilon(agents => new CTripletLoss(
            agents, new CTripletOptions { Margin = 0.8, Gradient = HingeGradient.Released, FeatureEpsilon = 0 }));

        var value = loss.call(features, labels);
        value.backward();

        var (literalValue, literalGradient) = ReleasedTriplet(
            features, loss.Agents.Unit(), labels, isAlwaysPulled: false);
        Assert.Equal(literalValue, value.item<double>(), 1e-12); // the reported loss is the plain hinge sum
        Assert.True(literalGradient.allclose(features.grad!, 1e-10, 1e-12));
    }

    [Fact]
    public void The_released_center_term_pulls_everywhere_and_is_not_reported()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(9);
        var features = randn(7, 5, ScalarType.Float64).requires_grad_();
        var labels = arange(7, dtype: ScalarType.Int64);
        var loss = NoEpsilon(agents => new CTripletLoss(
            agents,
            new CTripletOptions
            {
                Margin = 0.1,
                CenterWeight = 1,
                Gradient = HingeGradient.Released,
                FeatureEpsilon = 0,
            }));

        var value = loss.call(features, labels);
        value.backward();

        var (literalValue, literalGradient) = ReleasedTriplet(
            features, loss.Agents.Unit(), labels, isAlwaysPulled: true, margin: 0.1);
        Assert.Equal(literalValue, value.item<double>(), 1e-12);
        Assert.True(literalGradient.allclose(features.grad!, 1e-10, 1e-12));
    }

    [Fact]
    public void Agents_that_tie_for_hardest_share_the_push()
    {
        using var scope = NewDisposeScope();
        var agents = new ClassAgents(3, 2, new AgentOptions { Epsilon = 0 });
        agents.to(ScalarType.Float64);
        using (no_grad())
        {
            agents.Vectors.copy_(tensor(new double[,] { { 1, 0 }, { 0, 1 }, { 0, 1 } }));
        }

        var loss = new CTripletLoss(agents, new CTripletOptions { HardestOnly = true, Margin = 3, FeatureEpsilon = 0 });
        loss.call(tensor(new double[,] { { 1, 0 } }), zeros(1, ScalarType.Int64)).backward();
        var pushes = agents.Vectors.grad!.narrow(0, 1, 2);

        Assert.True(pushes[0].IsSameAs(pushes[1]));
        Assert.Equal(1, pushes[0].abs().sum().item<double>(), 1e-12); // half of the slope 2 of a squared distance
    }

    [Fact]
    public void Wens_centers_move_once_by_the_sum_over_one_more_than_the_count()
    {
        using var scope = NewDisposeScope();
        var loss = new CenterLoss(2, 2);
        loss.to(ScalarType.Float64);
        using (no_grad())
        {
            loss.Agents.Vectors.zero_();
        }

        var features = tensor(new double[,] { { 1, 0 }, { 2, 3 } });
        (loss.call(features, zeros(2, ScalarType.Int64)) * 0.008).backward(); // the weight does not matter

        // Σ(c - x)/(1 + 2) = (-3, -3)/3; the class that is absent stays.
        Assert.Equal(
            [-1, -1, 0, 0],
            loss.Agents.Vectors.grad!.flatten().data<double>().ToArray(),
            (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void Margins_out_of_range_are_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new CTripletLoss(2, 2, new CTripletOptions { Margin = -0.1 }));

        Assert.StartsWith("Margin must be a number in [0, 4], but was -0.1.", error.Message, StringComparison.Ordinal);
    }

    // Two agents at right angles.
    private static T Axes<T>(Func<ClassAgents, T> create)
    {
        var agents = new ClassAgents(2, 2, new AgentOptions { Epsilon = 0 });
        agents.to(ScalarType.Float64);
        using var gradientOff = no_grad();
        agents.Vectors.copy_(eye(2));
        return create(agents);
    }

    private static T NoEpsilon<T>(Func<ClassAgents, T> create)
    {
        var agents = new ClassAgents(7, 5, new AgentOptions { Epsilon = 0 });
        agents.to(ScalarType.Float64);
        return create(agents);
    }

    // The release's backward as loops over samples and classes, then the tangent projection of the feature.
    private static (double Loss, Tensor Gradient) ReleasedTriplet(
        Tensor features, Tensor agents, Tensor labels, bool isAlwaysPulled, double margin = 0.8)
    {
        using var gradientOff = no_grad();
        var count = features.shape[0];
        var unit = Hypersphere.Project(features, epsilon: 0);
        var gradient = zeros_like(features);
        var sum = 0.0;

        for (var i = 0; i < count; i++)
        {
            var own = labels[i].item<long>();
            double Distance(long k) => (unit[i] - agents[k]).square().sum().item<double>();
            var slope = zeros_like(unit[i]);
            var isPushed = false;

            for (var k = 0L; k < agents.shape[0]; k++)
            {
                var hinge = Distance(own) + margin - Distance(k);
                if (k != own && hinge > 0)
                {
                    sum += hinge;
                    isPushed = true;
                    slope -= 2 * (unit[i] - agents[k]);
                }
            }

            if (isPushed || isAlwaysPulled)
            {
                slope += 2 * (unit[i] - agents[own]);
            }

            slope /= count;
            gradient[i] = (slope - (unit[i] * (slope * unit[i]).sum())) / features[i].norm();
        }

        return (sum / count, gradient);
    }
}
