using NormFace.Agents;
using NormFace.TestKit;
using TorchSharp;
using Xunit;
using static NormFace.Losses.HeadProbe;
using static TorchSharp.torch;

namespace NormFace.Losses;

/// <summary>What must hold of every head, whatever its formula.</summary>
public class EveryHeadTests
{
    public static TheoryData<string> All => Catalogue.Names;

    public static TheoryData<string> Exact => Catalogue.NamesWhere(entry => entry.IsDerivative);

    public static TheoryData<string> Directional => Catalogue.NamesWhere(entry => entry.IgnoresLength);

    public static TheoryData<string> WithAgents => Catalogue.NamesWithAgents;

    [Fact]
    public void Every_loss_with_agents_is_among_them()
    {
        var losses = typeof(AgentLoss).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(AgentLoss)) && !type.IsAbstract);
        var covered = Catalogue.Heads.Keys.Select(name =>
        {
            using var loss = Catalogue.Create(name);
            return loss.GetType();
        });

        Assert.Empty(losses.Except(covered));
    }

    [Theory, MemberData(nameof(Exact))]
    public void The_gradient_is_the_derivative(string name)
    {
        for (var seed = 0; seed < 3; seed++)
        {
            using var scope = NewDisposeScope();
            var loss = Catalogue.Create(name);
            var (features, labels) = Catalogue.Batch(seed);

            GradientCheck.Passes(() => loss.call(features, labels), Catalogue.Inputs(loss, features));
        }
    }

    [Theory, MemberData(nameof(Exact))]
    public void Weighted_samples_have_the_derivative_of_their_weighted_sum(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        var (features, labels) = Catalogue.Batch(4);
        var weights = tensor([0.3, -1.2, 0, 2, 0.7, 1.1]);

        GradientCheck.Passes(
            () => (loss.PerSample(features, labels) * weights).sum(), Catalogue.Inputs(loss, features));
    }

    [Theory, MemberData(nameof(All))]
    public void The_loss_is_the_mean_of_its_samples(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        var (features, labels) = Catalogue.Batch(0);

        var mean = loss.call(features, labels).item<double>();
        var samples = loss.PerSample(features, labels);

        Assert.Equal([Catalogue.Rows], samples.shape);
        Assert.Equal(mean, samples.mean().item<double>(), 1e-12);
    }

    [Theory, MemberData(nameof(Directional))]
    public void The_length_of_a_feature_does_not_change_the_loss(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        var (features, labels) = Catalogue.Batch(1);
        var lengths = tensor([0.5, 3, 10, 1, 0.7, 100]).unsqueeze(1);

        // ε weighs 1e-12/‖x‖²
        Assert.Equal(Value(loss, features, labels), Value(loss, features * lengths, labels), 1e-10);
    }

    [Theory, MemberData(nameof(All))]
    public void A_joint_rotation_does_not_change_the_loss(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        var (features, labels) = Catalogue.Batch(2);
        var before = Value(loss, features, labels);
        var rotation = linalg.qr(randn(Catalogue.Size, Catalogue.Size, ScalarType.Float64)).Q;

        ChangeAgents(loss, agents => agents.mm(rotation));

        Assert.Equal(before, Value(loss, features.mm(rotation), labels), 1e-11);
    }

    [Theory, MemberData(nameof(All))]
    public void The_order_of_the_batch_does_not_change_loss_or_gradient(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        var (features, labels) = Catalogue.Batch(3);
        var order = tensor(new long[] { 4, 0, 5, 2, 1, 3 });
        var reordered = features.detach().index_select(0, order).requires_grad_();

        var before = Gradient(loss, features, labels);
        var after = Gradient(loss, reordered, labels.index_select(0, order));

        Assert.Equal(Value(loss, features, labels), Value(loss, reordered, labels.index_select(0, order)), 1e-11);
        Assert.True(before.index_select(0, order).allclose(after, 1e-9, 1e-11));
    }

    [Theory, MemberData(nameof(All))]
    public void A_relabelling_of_the_classes_does_not_change_the_loss(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        var (features, labels) = Catalogue.Batch(5);
        var before = Value(loss, features, labels);
        var newLabel = tensor(new long[] { 5, 2, 0, 6, 1, 3, 4 });

        ChangePerClass(loss, old => zeros_like(old).index_copy_(0, newLabel, old));

        Assert.Equal(before, Value(loss, features, newLabel.index_select(0, labels)), 1e-11);
    }

    [Theory, MemberData(nameof(All))]
    public void Forward_and_backward_leave_no_live_tensor(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        loss.train();
        var (features, labels) = Catalogue.Batch(0);

        TensorLeak.None(() => loss.call(features, labels).Dispose());
        TensorLeak.None(() => loss.PerSample(features, labels).Dispose());
        TensorLeak.None(() =>
        {
            using var step = NewDisposeScope();
            loss.call(features, labels).backward();
        });
    }

    [Theory, MemberData(nameof(WithAgents))]
    public void Any_tiling_of_the_classes_gives_the_same_loss_and_gradient(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        var (features, labels) = Catalogue.Batch(8);
        var value = Value(loss, features, labels);
        var gradients = Gradients(loss, features, labels);

        foreach (var size in new[] { 1, 2, 3, 6 })
        {
            foreach (
                var part in loss.modules().OfType<AgentLoss>().Concat(loss is AgentLoss agentLoss ? [agentLoss] : []))
            {
                part.TileSize = size;
            }

            Assert.Equal(value, Value(loss, features, labels), 1e-12);
            Assert.All(
                gradients.Zip(Gradients(loss, features, labels)),
                pair => Assert.True(pair.First.allclose(pair.Second, 1e-9, 1e-12)));
        }
    }

    [Theory, MemberData(nameof(WithAgents))]
    public void Products_in_bfloat16_change_loss_and_gradients_by_their_rounding_alone(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        loss.to(ScalarType.Float32);
        var (exact, labels) = Catalogue.Batch(8);
        var features = exact.detach().to(ScalarType.Float32).requires_grad_();
        double Once() => loss.call(features, labels).item<float>();
        var value = Once();
        var gradients = Gradients(loss, features, labels);

        foreach (var size in new int?[] { null, 3 })
        {
            foreach (var part in loss.modules().Prepend(loss).OfType<AgentLoss>())
            {
                (part.HasBFloat16Products, part.TileSize) = (true, size);
            }

            Assert.Equal(value, Once(), 0.02 * (1 + Math.Abs(value)));
            Assert.All(gradients.Zip(Gradients(loss, features, labels)), pair =>
            {
                var difference = (pair.First - pair.Second).norm().item<float>();
                Assert.InRange(difference, 0, 0.05 * (0.02 + pair.First.norm().item<float>()));
            });
        }
    }

    [Theory, MemberData(nameof(WithAgents))]
    public void Frozen_agents_get_no_gradient_and_features_the_same(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        var (features, labels) = Catalogue.Batch(9);
        var expected = Gradient(loss, features, labels);
        foreach (var group in loss.ParameterGroups)
        {
            group.Parameter.grad = null;
            group.Parameter.requires_grad_(false);
        }

        Assert.True(expected.allclose(Gradient(loss, features, labels), 1e-12, 1e-14));
        Assert.All(loss.ParameterGroups, group => Assert.Null(group.Parameter.grad));
    }

    [Theory, MemberData(nameof(WithAgents))]
    public void Agents_rescaled_in_place_end_with_unit_rows_and_a_finite_gradient(string name)
    {
        using var scope = NewDisposeScope();
        var options = new AgentLossOptions { Agents = new AgentOptions { Mode = AgentMode.RenormalizedInPlace } };
        var loss = Catalogue.Create(name, options);
        var (features, labels) = Catalogue.Batch(0);

        AssertFinite(loss, features, labels);
        AssertFinite(loss, features, labels);
    }
}
