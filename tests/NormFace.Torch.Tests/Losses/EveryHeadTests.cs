using NormFace.Agents;
using NormFace.TestKit;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Losses;

/// <summary>What must hold of every head, whatever its formula.</summary>
public class EveryHeadTests
{
    public static TheoryData<string> All => Catalogue.Names;

    public static TheoryData<string> Exact => Catalogue.NamesWhere(entry => entry.IsDerivative);

    public static TheoryData<string> Directional => Catalogue.NamesWhere(entry => entry.IgnoresLength);

    public static TheoryData<string> WithAgents => [.. Catalogue.Heads.Keys.Where(name => !name.StartsWith("pair", StringComparison.Ordinal))];

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

        GradientCheck.Passes(() => (loss.PerSample(features, labels) * weights).sum(), Catalogue.Inputs(loss, features));
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

        Assert.Equal(Value(loss, features, labels), Value(loss, features * lengths, labels), 1e-10); // ε weighs 1e-12/‖x‖²
    }

    [Theory, MemberData(nameof(All))]
    public void A_joint_rotation_does_not_change_the_loss(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        var (features, labels) = Catalogue.Batch(2);
        var before = Value(loss, features, labels);
        var rotation = linalg.qr(randn(Catalogue.Size, Catalogue.Size, ScalarType.Float64)).Q;

        Agents(loss, agents => agents.mm(rotation));

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

        PerClass(loss, old => zeros_like(old).index_copy_(0, newLabel, old));

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

    [Theory, MemberData(nameof(All))]
    public void Zero_features_give_finite_loss_and_gradient(string name)
    {
        foreach (var epsilon in new[] { 0, 1e-12, 1e-6 })
        {
            foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
            {
                using var scope = NewDisposeScope();
                var loss = Catalogue.Create(name, new LossOptions { FeatureEpsilon = epsilon }).to(type);
                var (_, labels) = Catalogue.Batch(0);

                AssertFinite(loss, zeros(Catalogue.Rows, Catalogue.Size, type).requires_grad_(), labels);
            }
        }
    }

    [Theory, MemberData(nameof(WithAgents))]
    public void Features_on_their_agents_or_opposite_give_finite_loss_and_gradient(string name)
    {
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            using var scope = NewDisposeScope();
            var loss = Catalogue.Create(name).to(type);
            var (_, labels) = Catalogue.Batch(0);
            var own = loss.ParameterGroups[0].Parameter.detach().index_select(0, labels);

            AssertFinite(loss, own.clone().requires_grad_(), labels); // cos = 1
            AssertFinite(loss, (own * -3).requires_grad_(), labels); // cos = -1
        }
    }

    [Theory, MemberData(nameof(WithAgents))]
    public void Zero_agents_give_finite_loss_and_gradient(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name, new LossOptions { Agents = new AgentOptions { Epsilon = 0 } });
        var (features, labels) = Catalogue.Batch(0);

        Agents(loss, agents => zeros_like(agents));

        AssertFinite(loss, features, labels);
    }

    [Theory, MemberData(nameof(All))]
    public void One_class_and_one_sample_are_a_batch(string name)
    {
        using var scope = NewDisposeScope();
        var (features, _) = Catalogue.Batch(0, rows: 1);
        var loss = Catalogue.Create(name, classes: 1);

        AssertFinite(loss, features, zeros(1, ScalarType.Int64));
    }

    [Theory, MemberData(nameof(All))]
    public void Float32_and_bfloat16_features_agree_with_float64(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        var (features, labels) = Catalogue.Batch(6);
        var rounded = features.detach().to(ScalarType.BFloat16); // the same numbers in every type
        var expected = Value(loss, rounded.to(ScalarType.Float64), labels);
        loss.to(ScalarType.Float32);

        var single = loss.call(rounded.to(ScalarType.Float32), labels);
        var half = loss.call(rounded, labels);

        Assert.Equal(ScalarType.Float32, single.dtype);
        Assert.Equal(ScalarType.Float32, half.dtype);
        Assert.Equal(expected, single.item<float>(), 1e-5 * Math.Max(1, Math.Abs(expected)));
        Assert.Equal(single.item<float>(), half.item<float>(), 2e-2 * Math.Max(1, Math.Abs(expected))); // projected rows are bfloat16 again
    }

    [Theory, MemberData(nameof(All))]
    public void Bfloat16_features_get_a_bfloat16_gradient(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name).to(ScalarType.Float32);
        var (values, labels) = Catalogue.Batch(6);
        var features = values.detach().to(ScalarType.BFloat16).requires_grad_();

        loss.call(features, labels).backward();

        Assert.Equal(ScalarType.BFloat16, features.grad!.dtype);
        Assert.True(features.grad.isfinite().all().item<bool>());
    }

    [Theory, MemberData(nameof(All))]
    public void A_loss_that_is_bfloat16_itself_trains(string name)
    {
        foreach (var mode in Enum.GetValues<AgentMode>())
        {
            using var scope = NewDisposeScope();
            var loss = Catalogue.Create(name, new LossOptions { Agents = new AgentOptions { Mode = mode } }).to(ScalarType.BFloat16);
            loss.train();
            var (values, labels) = Catalogue.Batch(6);
            var features = values.detach().to(ScalarType.BFloat16).requires_grad_();

            AssertFinite(loss, features, labels);

            Assert.All(loss.ParameterGroups, group => Assert.True(
                group.Parameter.grad is null || group.Parameter.grad.dtype == ScalarType.BFloat16, group.Name));
        }
    }

    [Theory, MemberData(nameof(WithAgents))]
    public void A_scale_of_ten_thousand_gives_finite_loss_and_gradient(string name)
    {
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            using var scope = NewDisposeScope();
            var loss = Catalogue.Create(name).to(type);
            var (features, labels) = Catalogue.Batch(2);
            using (no_grad())
            {
                foreach (var group in loss.ParameterGroups.Where(group => group.Parameter.dim() == 0))
                {
                    group.Parameter.fill_(1e4);
                }
            }

            AssertFinite(loss, (features.detach().to(type) * 1e4).requires_grad_(), labels); // where there is no scale, length stands for it
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Ignored_rows_change_nothing(string name)
    {
        using var scope = NewDisposeScope();
        var (features, labels) = Catalogue.Batch(7);
        var plain = Catalogue.Create(name);
        var ignoring = Catalogue.Create(name, new LossOptions { IgnoreLabel = -1 });
        var noise = cat([features, randn(2, Catalogue.Size, ScalarType.Float64)]);
        var padded = cat([labels, tensor(new long[] { -1, -1 })]);

        Assert.Equal(Value(plain, features, labels), Value(ignoring, noise, padded), 1e-12);
        Assert.Equal(0, ignoring.PerSample(noise, padded)[7].item<double>());
        Assert.Equal([8], ignoring.PerSample(noise, padded).shape);
    }

    [Theory, MemberData(nameof(All))]
    public void A_batch_of_ignored_rows_costs_nothing_and_can_be_stepped(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name, new LossOptions { IgnoreLabel = 255 });
        var (features, labels) = Catalogue.Batch(0);
        var ignored = full_like(labels, 255);

        var value = loss.call(features, ignored);
        value.backward();

        Assert.Equal(0, value.item<double>());
        Assert.Equal(0, features.grad!.abs().sum().item<double>());
        Assert.Equal(0, loss.PerSample(features, ignored).abs().sum().item<double>());
    }

    [Theory, MemberData(nameof(WithAgents))]
    public void A_label_out_of_range_is_named_with_its_row_and_the_class_count(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        var (features, _) = Catalogue.Batch(0);

        var error = Assert.Throws<ArgumentException>(() => loss.call(features, tensor(new long[] { 0, 1, 2, 3, 7, 1 })));

        Assert.StartsWith(
            "labels must lie in [0, 7), one for each of the 7 classes, but the label of row 4 was 7.", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public void A_NaN_feature_gives_a_NaN_loss(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Catalogue.Create(name);
        var (features, labels) = Catalogue.Batch(0);
        using (no_grad())
        {
            features[1, 2] = double.NaN;
        }

        Assert.Equal(double.NaN, Value(loss, features, labels));
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
            foreach (var part in loss.modules().OfType<AgentLoss>().Concat(loss is AgentLoss agentLoss ? [agentLoss] : []))
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
        var options = new LossOptions { Agents = new AgentOptions { Mode = AgentMode.RenormalizedInPlace } };
        var loss = Catalogue.Create(name, options);
        var (features, labels) = Catalogue.Batch(0);

        AssertFinite(loss, features, labels);
        AssertFinite(loss, features, labels);
    }

    private static double Value(EmbeddingLoss loss, Tensor features, Tensor labels)
    {
        using var scope = NewDisposeScope();
        return loss.call(features, labels).item<double>();
    }

    private static Tensor Gradient(EmbeddingLoss loss, Tensor features, Tensor labels) => Gradients(loss, features, labels)[0];

    private static Tensor[] Gradients(EmbeddingLoss loss, Tensor features, Tensor labels)
    {
        var inputs = Catalogue.Inputs(loss, features);
        foreach (var input in inputs)
        {
            input.grad = null;
        }

        using (var step = NewDisposeScope())
        {
            loss.call(features, labels).backward();
        }

        return [.. inputs.Select(input => input.grad?.clone() ?? zeros(1))];
    }

    private static void AssertFinite(EmbeddingLoss loss, Tensor features, Tensor labels)
    {
        var value = loss.call(features, labels);
        value.backward();

        Assert.True(value.isfinite().item<bool>(), "The loss must be finite.");
        Assert.True(features.grad is null || features.grad.isfinite().all().item<bool>(), "The gradient of the features must be finite.");
        Assert.All(loss.ParameterGroups, group => Assert.True(
            group.Parameter.grad is null || group.Parameter.grad.isfinite().all().item<bool>(), $"The gradient of {group.Name} must be finite."));
    }

    private static void Agents(EmbeddingLoss loss, Func<Tensor, Tensor> change) => Change(loss, parameter => parameter.dim() == 2, change);

    private static void PerClass(EmbeddingLoss loss, Func<Tensor, Tensor> change) => Change(loss, parameter => parameter.dim() >= 1, change);

    private static void Change(EmbeddingLoss loss, Func<Tensor, bool> which, Func<Tensor, Tensor> change)
    {
        using var gradientOff = no_grad();
        foreach (var group in loss.ParameterGroups.Where(group => which(group.Parameter)))
        {
            group.Parameter.copy_(change(group.Parameter));
        }
    }
}
