using System.Text.Json.Nodes;
using NormFace.Networks;
using NormFace.TestKit;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Backbones;

/// <summary>Networks of rows of numbers, judged by their literal second form and by hand.</summary>
public class RowNetworkTests
{
    private const int Rows = 4;
    private const double Momentum = 0.1;

    public static TheoryData<string, string> Cases => new()
    {
        { "linear", """{"inputSize":6,"featureSize":4}""" },
        { "linear", """{"inputSize":6,"featureSize":4,"bias":true,"unitInput":true}""" },
        { "mlp", """{"inputSize":6,"hidden":[5],"featureSize":4}""" },
        { "mlp", """{"inputSize":6,"hidden":[6,5,5],"residual":true,"featureSize":4,"unitInput":true}""" },
        { "mlp", """{"inputSize":6,"hidden":[7],"activation":"relu","batchNorm":false,"featureSize":4}""" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Features_are_those_of_the_literal_form(string name, string settings)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var network = Filled(name, settings);
        network.eval();

        var literal = LiteralRowNetworks.Features((NumberOptions)network.Options, State(network), Input(), null);

        AssertNear(literal, network.call(Tensor(Input())), 1e-12);
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_training_step_has_the_features_statistics_and_slopes_of_the_literal_form(string name, string settings)
    {
        using var scope = NewDisposeScope();
        using var network = Filled(name, settings);
        var (options, state, statistics) = (
            (NumberOptions)network.Options, State(network), new Dictionary<string, double[]>());
        var literal = LiteralRowNetworks.Features(options, state, Input(), statistics);
        var weights = GoldenNetworks.Noise("features", Rows * network.FeatureSize);

        var features = network.call(Tensor(Input()));
        AssertNear(literal, features, 1e-12);
        (features * tensor(weights).reshape(features.shape)).sum().backward();

        var after = State(network);
        Assert.All(statistics, entry => Assert.All(
            entry.Value.Zip(state[entry.Key], after[entry.Key]),
            triple => Assert.Equal(
                ((1 - Momentum) * triple.Second) + (Momentum * triple.First), triple.Third, 1e-12)));
        foreach (var (key, parameter) in network.named_parameters())
        {
            var slopes = parameter.grad!.flatten().data<double>().ToArray();
            for (var place = 0; place < slopes.Length; place++)
            {
                Assert.Equal(Slope(key, place), slopes[place], 1e-6);
            }
        }

        double Slope(string key, int place)
        {
            const double step = 1e-5;
            var (up, down) = (Moved(step), Moved(-step));
            return (up - down) / (2 * step);

            double Moved(double by)
            {
                var moved = state.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray());
                moved[key][place] += by;
                return LiteralRowNetworks.Features(options, moved, Input(), [])
                    .SelectMany(row => row).Zip(weights, (one, other) => one * other).Sum();
            }
        }
    }

    [Fact]
    public void A_linear_network_is_a_product_by_hand()
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var network = PlannedBackbone.Create(
            "linear", new LinearOptions { InputSize = 3, FeatureSize = 2, Bias = true });
        network.state_dict()["embedding.weight"].copy_(tensor(new float[,] { { 1, 2, 3 }, { -1, 0, 4 } }));
        network.state_dict()["embedding.bias"].copy_(tensor(new float[] { 0.5f, -2 }));

        var features = network.call(tensor(new float[,] { { 1, 1, 1 }, { 2, 0, -1 } }));

        Assert.Equal([6.5f, 1, -0.5f, -8], features.data<float>().ToArray());
    }

    [Theory]
    [InlineData(6, 6), InlineData(6, 9), InlineData(9, 4)]
    public void A_linear_network_starts_orthonormal_and_keeps_every_cosine_unless_it_shortens(int input, int output)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var network = PlannedBackbone.Create(
            "linear", new LinearOptions { InputSize = input, FeatureSize = output, Seed = 3 });
        var weight = network.state_dict()["embedding.weight"].to(ScalarType.Float64);
        var products = output <= input ? weight.mm(weight.t()) : weight.t().mm(weight);

        Assert.True(products.allclose(eye(Math.Min(input, output), dtype: ScalarType.Float64), 0, 1e-6));
        if (output >= input)
        {
            var rows = SmallBackbones.Pictures(network);
            var features = network.call(rows);
            Assert.True(rows.mm(rows.t()).allclose(features.mm(features.t()), 1e-4, 1e-5));
        }
    }

    [Fact]
    public void A_unit_input_makes_the_length_of_a_row_count_for_nothing()
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var network = PlannedBackbone.Create("linear", new LinearOptions { InputSize = 8, UnitInput = true });
        var rows = SmallBackbones.Pictures(network);

        Assert.True(network.call(rows).allclose(network.call(rows * 17), 1e-4, 1e-6));
    }

    [Fact]
    public void Rows_of_another_length_are_named()
    {
        using var network = SmallBackbones.Create("linear");

        var told = Assert.Throws<ArgumentException>(() => network.call(zeros(2, 11))).Message;

        Assert.StartsWith(
            "Rows for linear must have shape [N, 10] with N at least 1, but was [2, 11].",
            told,
            StringComparison.Ordinal);
    }

    private static PlannedBackbone Filled(string name, string settings)
    {
        var definition = NetworkCatalogue.Default.Find(name);
        var network = new PlannedBackbone(
            definition, definition.ReadOptions(JsonNode.Parse(settings)!.AsObject()));
        network.to(ScalarType.Float64);
        using var gradientOff = no_grad();
        foreach (var (key, values) in network.state_dict().Where(entry => entry.Value.is_floating_point()))
        {
            values.copy_(tensor(GoldenNetworks.Filled(key, values.shape)).reshape(values.shape));
        }

        return network;
    }

    private static Dictionary<string, double[]> State(Backbone network) => network.state_dict()
        .Where(entry => entry.Value.is_floating_point())
        .ToDictionary(entry => entry.Key, entry => entry.Value.detach().flatten().data<double>().ToArray());

    private static double[][] Input() => [.. GoldenNetworks.Noise("pictures", Rows * 6).Chunk(6)];

    private static Tensor Tensor(double[][] rows) =>
        tensor(rows.SelectMany(row => row).ToArray()).reshape(rows.Length, rows[0].Length);

    private static void AssertNear(double[][] wanted, Tensor given, double tolerance) => Assert.All(
        wanted.SelectMany(row => row).Zip(given.detach().flatten().data<double>().ToArray()),
        pair => Assert.Equal(pair.First, pair.Second, tolerance));
}
