using NormFace.Conversion;
using NormFace.Networks;
using NormFace.TestKit;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Backbones;

/// <summary>Judged by PyTorch: tests/golden/networks.py, where each network is written down once more, in
/// float64.</summary>
public class GoldenNetworkTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, GoldenNetworks.All.Count)];

    [Fact]
    public void Every_network_of_the_catalogue_has_golden_values_or_a_literal_second_form() => Assert.Equal(
        NetworkCatalogue.Default.All.Select(network => network.Name).Order(),
        GoldenNetworks.All.Select(golden => golden.Name).Concat(LiteralRowNetworks.Names).Distinct().Order());

    [Theory, MemberData(nameof(Cases))]
    public void Features_are_those_that_PyTorch_computes(int index)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var network = Filled(GoldenNetworks.All[index]);
        network.eval();

        AssertNear(GoldenNetworks.All[index].Features, network.call(Pictures(network)), 1e-8);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_and_statistics_of_a_training_step_are_those_that_PyTorch_computes(int index)
    {
        using var scope = NewDisposeScope();
        var golden = GoldenNetworks.All[index];
        using var network = Filled(golden);

        var features = network.call(Pictures(network));
        (features * Noise("features", features.shape)).sum().backward();

        var state = State(network).ToDictionary(
            entry => $"{entry.Key} [{string.Join(", ", entry.Value.shape)}]", entry => Probe(entry.Key, entry.Value));
        Assert.Equal(golden.State.Keys.Order(), state.Keys.Order());
        Assert.All(golden.State, entry =>
        {
            Assert.Equal(entry.Value is null, state[entry.Key] is null);
            Assert.Equal(entry.Value ?? 0, state[entry.Key] ?? 0, 1e-6 * (1 + Math.Abs(entry.Value ?? 0)));
        });
    }

    [Fact]
    public void The_model_that_ships_gives_the_features_that_PyTorch_computes()
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var trained = TrainedNetwork.Read(SharedData.InRepository("models/faces.safetensors"));

        AssertNear(
            GoldenNetworks.Shipped, trained.Network.call(Pictures(trained.Network).to(ScalarType.Float32)), 1e-5);
    }

    [Fact]
    public void The_small_model_that_ships_gives_the_same_features_in_float32_and_float64_however_its_maps_lie()
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var trained = TrainedNetwork.Read(SharedData.InRepository("models/faces-small.safetensors"));
        var pictures = Pictures(trained.Network).to(ScalarType.Float32);
        var together = pictures.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

        var (planes, last) = (trained.Network.call(pictures), trained.Network.call(together));
        trained.Network.to(ScalarType.Float64);
        var exact = trained.Network.call(pictures.to(ScalarType.Float64));

        Assert.All([planes, last], found =>
            Assert.InRange((found - exact).norm().item<double>() / exact.norm().item<double>(), 0, 1e-5));
    }

    private static PlannedBackbone Filled(GoldenNetwork golden)
    {
        var definition = NetworkCatalogue.Default.Find(golden.Name);
        var network = new PlannedBackbone(definition, definition.ReadOptions(golden.Options));
        network.to(ScalarType.Float64);
        using var gradientOff = no_grad();
        foreach (var (key, values) in State(network))
        {
            using var filled = tensor(GoldenNetworks.Filled(key, values.shape)).reshape(values.shape);
            values.copy_(filled);
        }

        return network;
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> State(Backbone network) =>
        network.state_dict().Where(entry => !entry.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal));

    private static Tensor Pictures(Backbone network) =>
        Noise("pictures", [GoldenNetworks.PictureCount, network.Channels, network.Height, network.Width]);

    private static Tensor Noise(string name, long[] shape) =>
        tensor(GoldenNetworks.Noise(name, shape.Aggregate((one, other) => one * other))).reshape(shape);

    // Of a learned tensor the gradient counts, of a statistic its value.
    private static double? Probe(string key, Tensor values)
    {
        using var scope = NewDisposeScope();
        var counted = values is Parameter learned ? learned.grad : values;
        return counted is null ? null : (counted * Noise("probe " + key, values.shape)).sum().item<double>();
    }

    // Relative to the length of a feature.
    private static void AssertNear(double[][] golden, Tensor features, double tolerance)
    {
        var given = features.to(ScalarType.Float64).data<double>().ToArray().Chunk(golden[0].Length).ToArray();
        Assert.Equal(golden.Length, given.Length);
        Assert.All(golden.Zip(given), pair =>
        {
            var length = Math.Sqrt(pair.First.Sum(value => value * value));
            Assert.All(
                pair.First.Zip(pair.Second),
                value => Assert.Equal(value.First / length, value.Second / length, tolerance));
        });
    }
}
