using NormFace.Networks;
using NormFace.TestKit;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Backbones;

/// <summary>What must hold of every network, whatever its layers.</summary>
public class EveryBackboneTests
{
    public static TheoryData<string> All => SmallBackbones.Names;

    [Theory, MemberData(nameof(All))]
    public void Pictures_become_features_of_the_stated_size(string name)
    {
        using var scope = NewDisposeScope();
        using var network = SmallBackbones.Create(name);
        var features = network.call(SmallBackbones.Pictures(network));

        Assert.Equal(name, network.Name);
        Assert.Equal([3, network.FeatureSize], features.shape);
        Assert.True(features.isfinite().all().item<bool>());
        Assert.True(features.std(0).min().item<float>() > 0, "Different pictures must have different features.");
    }

    [Theory, MemberData(nameof(All))]
    public void Equal_seeds_give_equal_bits_and_others_do_not(string name)
    {
        using var scope = NewDisposeScope();
        using var network = SmallBackbones.Create(name, seed: 5);
        manual_seed(123);
        using var twin = SmallBackbones.Create(name, seed: 5);
        using var other = SmallBackbones.Create(name, seed: 6);
        var (state, twinState, otherState) = (network.state_dict(), twin.state_dict(), other.state_dict());

        Assert.All(state, entry => Assert.True(SmallBackbones.SameBits(entry.Value, twinState[entry.Key]), entry.Key));
        Assert.All(
            state.Where(entry => entry.Value.dim() > 1),
            entry => Assert.False(SmallBackbones.SameBits(entry.Value, otherState[entry.Key]), entry.Key));
    }

    [Theory, MemberData(nameof(All))]
    public void Building_does_not_move_the_global_generator(string name)
    {
        using var scope = NewDisposeScope();
        var before = torch.random.get_rng_state().clone();

        using var network = SmallBackbones.Create(name);

        Assert.True(SmallBackbones.SameBits(before, torch.random.get_rng_state()));
    }

    [Theory, MemberData(nameof(All))]
    public void A_network_outlives_the_scope_it_was_built_in(string name)
    {
        Backbone network;
        using (NewDisposeScope())
        {
            network = SmallBackbones.Create(name);
        }

        using var scope = NewDisposeScope();
        using (network)
        {
            Assert.All(network.state_dict(), entry => Assert.False(entry.Value.IsInvalid, entry.Key));
            Assert.Equal([3, network.FeatureSize], network.call(SmallBackbones.Pictures(network)).shape);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Forward_and_backward_leave_no_live_tensor(string name)
    {
        using var scope = NewDisposeScope();
        using var network = SmallBackbones.Create(name);
        var pictures = SmallBackbones.Pictures(network);
        Step(); // the first step makes the gradients, which stay

        TensorLeak.None(Step);
        network.eval();
        TensorLeak.None(() => network.call(pictures).Dispose());

        void Step()
        {
            using var step = NewDisposeScope();
            network.call(pictures).square().sum().backward();
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Evaluation_repeats_itself_and_looks_at_each_picture_alone(string name)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var network = SmallBackbones.Create(name);
        network.eval();
        var pictures = SmallBackbones.Pictures(network);
        var state = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());

        var features = network.call(pictures);
        var again = network.call(pictures);
        var alone = network.call(pictures.narrow(0, 1, 1));

        Assert.True(SmallBackbones.SameBits(features, again));
        Assert.True(features.narrow(0, 1, 1).allclose(alone, 1e-3, 1e-4));
        Assert.All(
            network.state_dict(),
            entry => Assert.True(SmallBackbones.SameBits(entry.Value, state[entry.Key]), entry.Key));
    }

    [Theory, MemberData(nameof(All))]
    public void The_memory_layout_of_pictures_does_not_change_features(string name)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var network = SmallBackbones.Create(name);
        network.to(ScalarType.Float64);
        network.eval();
        var pictures = SmallBackbones.Pictures(network).to(ScalarType.Float64);
        var channelsLast = network.Input.IsMap
            ? pictures.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2)
            : pictures.t().contiguous().t();

        Assert.True(network.call(pictures).allclose(network.call(channelsLast), 1e-9, 1e-9));
    }

    [Theory, MemberData(nameof(All))]
    public void Every_parameter_stands_once_in_the_groups_and_learns_unless_frozen(string name)
    {
        using var scope = NewDisposeScope();
        using var network = SmallBackbones.Create(name);
        network.call(SmallBackbones.Pictures(network)).square().sum().backward();
        var groups = network.ParameterGroups;
        var state = network.state_dict();

        Assert.Equal(network.parameters().Count(), groups.Count);
        Assert.Equal(groups.Count, groups.Select(group => group.Name).Distinct().Count());
        Assert.All(
            groups, group => Assert.True(SmallBackbones.SameBits(state[group.Name], group.Parameter), group.Name));
        Assert.All(groups, group => Assert.Equal(group.LearningRateFactor > 0, group.Parameter.requires_grad));
        Assert.All(
            groups.Where(group => group.LearningRateFactor > 0),
            group => Assert.True(group.Parameter.grad is { } slope && slope.isfinite().all().item<bool>(), group.Name));
        Assert.Contains(groups, group => group is { LearningRateFactor: > 0, DecayFactor: > 0 });

        var factors = groups.Select(group => (group.Name, group.LearningRateFactor, group.DecayFactor)).ToArray();
        network.to(ScalarType.Float64); // makes new tensors
        Assert.Equal(
            factors,
            network.ParameterGroups.Select(group => (group.Name, group.LearningRateFactor, group.DecayFactor)));
    }

    [Theory, MemberData(nameof(All))]
    public void Wrong_pictures_are_named(string name)
    {
        using var scope = NewDisposeScope();
        using var network = SmallBackbones.Create(name);
        Assert.SkipUnless(network.Input.IsMap, "It takes no pictures.");
        var (channels, height, width) = (network.Channels, network.Height, network.Width);

        string Told(Tensor pictures) => Assert.Throws<ArgumentException>(() => network.call(pictures)).Message;

        Assert.Contains(
            $"[N, {channels}, {height}, {width}]",
            Told(zeros(2, channels, height + 1, width)),
            StringComparison.Ordinal);
        Assert.Contains(
            $"[2, {4 - channels}, {height}, {width}]",
            Told(zeros(2, 4 - channels, height, width)),
            StringComparison.Ordinal);
        Assert.Contains(name, Told(zeros(channels, height, width)), StringComparison.Ordinal);
        Assert.Contains("N at least 1", Told(zeros(0, channels, height, width)), StringComparison.Ordinal);
        Assert.Contains(
            "float32", Told(zeros(2, channels, height, width, dtype: ScalarType.Byte)), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public void A_training_batch_that_normalisation_cannot_use_is_named(string name)
    {
        using var scope = NewDisposeScope();
        using var network = SmallBackbones.Create(name);
        var one = SmallBackbones.Pictures(network, count: 1);
        var isNormalised = network.state_dict().ContainsKey("features.running_mean")
            || name is "mobilefacenet" or "mobilenet" or "mlp";

        Assert.Equal(isNormalised ? 2 : 1, network.SmallestTrainingBatch);

        if (isNormalised)
        {
            Assert.Contains(
                network.Input.IsMap ? "at least 2 pictures" : "at least 2 rows",
                Assert.Throws<ArgumentException>(() => network.call(one)).Message,
                StringComparison.Ordinal);
        }

        network.eval();
        Assert.Equal([1, network.FeatureSize], network.call(one).shape);
    }

    [Theory, MemberData(nameof(All))]
    public void Its_own_options_build_it_again(string name)
    {
        using var network = SmallBackbones.Create(name, seed: 9);
        var definition = NetworkCatalogue.Default.Find(name);
        using var again = new PlannedBackbone(definition, definition.ReadOptions(network.Options.ToJson()));

        Assert.Equal(network.Options, again.Options);
        Assert.Equal(network.DefaultContract, again.DefaultContract);
    }

    [Theory, MemberData(nameof(All))]
    public void A_step_down_the_slope_lowers_the_loss_by_what_the_slope_says(string name)
    {
        using var scope = NewDisposeScope();
        using var network = SmallBackbones.Create(name);
        network.to(ScalarType.Float64);
        var pictures = SmallBackbones.Pictures(network).to(ScalarType.Float64);
        var labels = tensor(new long[] { 0, 1, 2 });
        Tensor Loss() => nn.functional.cross_entropy(network.call(pictures), labels);

        Loss().backward();
        using var gradientOff = no_grad();
        var learned = network.parameters().Where(parameter => parameter.requires_grad).ToArray();
        var steepness = learned.Sum(parameter => parameter.grad!.square().sum().item<double>());
        var step = 1e-6 / Math.Sqrt(steepness);

        void Move(double way) => Array.ForEach(learned, parameter => parameter.add_(parameter.grad!, way));

        Move(step);
        var above = Loss().item<double>();
        Move(-2 * step);
        var below = Loss().item<double>();

        Assert.Equal(1, (above - below) / (2 * step * steepness), 1e-4);
    }
}
