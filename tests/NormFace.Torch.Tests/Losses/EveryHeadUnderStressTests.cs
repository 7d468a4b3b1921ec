using NormFace.Agents;
using TorchSharp;
using Xunit;
using static NormFace.Losses.HeadProbe;
using static TorchSharp.torch;

namespace NormFace.Losses;

/// <summary>What every head must bear: degenerate geometry, narrow types, ignored rows, wrong labels.</summary>
public class EveryHeadUnderStressTests
{
    public static TheoryData<string> All => Catalogue.Names;

    public static TheoryData<string> WithAgents => Catalogue.NamesWithAgents;

    [Theory, MemberData(nameof(All))]
    public void Zero_features_give_finite_loss_and_gradient(string name)
    {
        foreach (var epsilon in new[] { 0, 1e-12, 1e-6 })
        {
            foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
            {
                using var scope = NewDisposeScope();
                var loss = Catalogue.Create(name, new AgentLossOptions { FeatureEpsilon = epsilon }).to(type);
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
        var loss = Catalogue.Create(name, new AgentLossOptions { Agents = new AgentOptions { Epsilon = 0 } });
        var (features, labels) = Catalogue.Batch(0);

        ChangeAgents(loss, agents => zeros_like(agents));

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
        // projected rows are bfloat16 again
        Assert.Equal(single.item<float>(), half.item<float>(), 2e-2 * Math.Max(1, Math.Abs(expected)));
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
            var loss = Catalogue.Create(
                name, new AgentLossOptions { Agents = new AgentOptions { Mode = mode } }).to(ScalarType.BFloat16);
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

            // where there is no scale, length stands for it
            AssertFinite(loss, (features.detach().to(type) * 1e4).requires_grad_(), labels);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Ignored_rows_change_nothing(string name)
    {
        using var scope = NewDisposeScope();
        var (features, labels) = Catalogue.Batch(7);
        var plain = Catalogue.Create(name);
        var ignoring = Catalogue.Create(name, new AgentLossOptions { IgnoreLabel = -1 });
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
        var loss = Catalogue.Create(name, new AgentLossOptions { IgnoreLabel = 255 });
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

        var error = Assert.Throws<ArgumentException>(() =>
            loss.call(features, tensor(new long[] { 0, 1, 2, 3, 7, 1 })));

        Assert.StartsWith(
            "labels must lie in [0, 7), one for each of the 7 classes, but the label of row 4 was 7.",
            error.Message,
            StringComparison.Ordinal);
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
}
