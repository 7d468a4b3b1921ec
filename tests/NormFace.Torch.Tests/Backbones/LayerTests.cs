using NormFace.Conversion;
using NormFace.Extraction;
using NormFace.Layers;
using NormFace.Networks;
using NormFace.Pictures;
using NormFace.Recognition;
using NormFace.TestKit;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Convolution = NormFace.Layers.Convolution;

namespace NormFace.Backbones;

/// <summary>Each kind of layer on tiny maps: its gradient against central differences, its values in both
/// engines.</summary>
public sealed class LayerTests : IDisposable
{
    private static readonly Initialization Wide = Initialization.Gaussian(0.5);

    private static readonly Dictionary<string, Func<PlanValue, PlanValue>> Sketches = new()
    {
        ["convolution"] = value => value
            .Then("x", new Convolution(5, 3) { Stride = 2, Padding = 1, Bias = 0.1, Start = Wide }),
        ["convolution of the whole map by groups"] = value =>
            value.Then("x", new Convolution(6, value.Shape.Height, value.Shape.Width) { Groups = 3, Start = Wide }),
        ["normalised convolution"] = value => value
            .Then("x", new Convolution(4, 3) { Start = Wide }).Then("y", new BatchNormalization()),
        ["convolution whose sum with its normalisation is wanted"] = value =>
        {
            var map = value.Then("x", new Convolution(4, 2) { Bias = 0, Start = Wide });
            return map.Then("y", new BatchNormalization()).Plus("z", map);
        },
        ["normalisation alone"] = value => value.Then("x", new BatchNormalization()),
        ["PReLU"] = value => value.Then("x", new PRelu()),
        ["PReLU of a row"] = value => value.Then(new Flatten()).Then("x", new PRelu()),
        ["ReLU"] = value => value.Then("x", new Convolution(4, 1) { Start = Wide }).Then(new Relu()),
        ["ReLU with a limit"] = value =>
            value.Then("x", new Convolution(4, 1) { Start = Wide }).Then(new Relu { Limit = 0.7 }),
        ["ReLU with the limit of MobileNet"] = value =>
            value.Then("x", new Convolution(4, 1) { Start = Wide, Bias = 5.5 }).Then(new Relu { Limit = 6 }),
        ["convolution with one more row and column of zeros"] = value => value
            .Then("x", new Convolution(4, 3) { Stride = 2, ExtraPadding = 1, Start = Wide }),
        ["upsampling"] = value => value.Then("x", new Upsampling(3)),
        ["upsampling by one"] = value => value.Then("x", new Upsampling(1)).Then("y", new PRelu()),
        ["pooling"] = value => value.Then("x", new MaxPooling(2, 2)),
        ["pooling with overlap"] = value => value.Then("x", new MaxPooling(3, 2)),
        ["pooling inside"] = value => value.Then("x", new MaxPooling(3, 2) { IsInside = true }),
        ["means of windows"] = value => value.Then("x", new AveragePooling(2, 2)),
        ["mean of the map"] = value => value.Then("x", new MapMean()),
        ["zeros behind the map"] = value => value.Then("x", new ZeroExtension(2, 1, 3)).Then("y", new PRelu()),
        ["product"] = value => value.Then(new Flatten()).Then("x", new FullyConnected(4) { Bias = 0.2, Start = Wide }),
        ["normalised product"] = value => value.Then(new Flatten())
            .Then("x", new FullyConnected(4) { Start = Wide })
            .Then("y", new BatchNormalization { IsScaleFrozen = true }),
        ["max-feature-map"] = value => value
            .Then("x", new Convolution(6, 1) { Start = Wide }).Then(new MaxFeatureMap()),
        ["max-feature-map of a row"] = value => value.Then(new Flatten())
            .Then("x", new FullyConnected(6) { Start = Wide }).Then(new MaxFeatureMap()),
        ["shares"] = value => value.Then("x", new Convolution(4, 2) { Start = Wide }).Then(new Softmax()),
        ["shares of a row"] = value => value.Then(new Flatten())
            .Then("x", new FullyConnected(4) { Start = Wide }).Then(new Softmax()),
        ["row of length 1"] = value => value.Then(new Flatten()).Then("x", new UnitLength())
            .Then("y", new FullyConnected(4) { Start = Wide }),
        ["row as a map"] = value => value.Then(new Flatten())
            .Then(new Unflatten(value.Shape.Channels, value.Shape.Height, value.Shape.Width))
            .Then("x", new Convolution(4, 3) { Start = Wide }),
        ["orthogonal product"] = value => value.Then(new Flatten())
            .Then("x", new FullyConnected(7) { Start = Initialization.Orthogonal }),
        ["dropout"] = value => value.Then("x", new Dropout(0.5)),
        ["residual sum"] = value => value.Plus(
            "z", value.Then("a.x", new Convolution(3, 3) { Padding = 1, Start = Wide }).Then("a.y", new PRelu())),
    };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("normface-layers-");

    public static TheoryData<string> Names => [.. Sketches.Keys];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Every_kind_of_layer_is_looked_at()
    {
        var input = PlanValue.Numbers(ValueShape.Map(3, 6, 5));
        var seen = Sketches.Values
            .SelectMany(sketch => new NetworkPlan(sketch(input)).Steps)
            .Select(step => step.Layer!.GetType());

        Assert.Empty(typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer))).Except(seen));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_gradient_is_exact(string name)
    {
        for (var seed = 0; seed < 2; seed++)
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator((ulong)seed + 10, CPU);
            using var network = new Container();
            var plan = new NetworkPlan(Sketches[name](PlanValue.Numbers(ValueShape.Map(3, 6, 5))));
            var run = PlanRun.Register(network, plan, seed);
            network.to(ScalarType.Float64);
            network.eval(); // the statistics of a batch would make slopes vanish that cannot be told from rounding
            var input = randn([2, 3, 6, 5], ScalarType.Float64, generator: generator).requires_grad_();
            var weights = randn(run.Run(input)[0].shape, ScalarType.Float64, generator: generator);

            GradientCheck.Passes(
                () => (run.Run(input)[0] * weights).sum(),
                [input, .. network.parameters().Where(parameter => parameter.requires_grad)]);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Both_engines_compute_the_same(string name)
    {
        var definition = new Sketch(Sketches[name]);
        var networks = NetworkCatalogue.Default.With(definition);
        var path = Path.Combine(folder.FullName, "model.safetensors");
        RandomModel.Write(path, definition);
        using var trained = TrainedNetwork.Read(path, networks);
        using var torch = new TorchEmbedding(trained);
        using var light = EmbeddingModel.Open(path, networks: networks);
        var pixels = new byte[4 * torch.Contract.ByteCount];
        new Random(7).NextBytes(pixels);

        var (wanted, given) = (torch.Features(pixels), light.Features(pixels));

        Assert.NotEmpty(wanted);
        Assert.All(wanted.Zip(given), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * (1 + Math.Abs(pair.First))));
    }

    [Fact]
    public void A_plan_gives_several_values_and_keeps_no_other()
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var network = new Container();
        var input = PlanValue.Numbers(ValueShape.Map(4, 2, 2));
        var halved = input.Then("halved", new MaxFeatureMap());
        var dropped = halved.Then("dropped", new Dropout(0.5));
        var run = PlanRun.Register(network, new NetworkPlan(dropped.Then("row", new Flatten()), halved), 0);
        network.eval();
        var numbers = tensor(new float[] { 1, 9, 3, 3, -1, -2, -3, -4, 5, 5, 2, 4, 0, -5, -6, 7 }).reshape(1, 4, 2, 2);

        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var outputs = run.Run(numbers);

        Assert.Equal(before + 2, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal([5, 9, 3, 4, 0, -2, -3, 7], outputs[0].data<float>().ToArray());
        Assert.Equal([1, 8], outputs[0].shape);
        Assert.Equal([1, 2, 2, 2], outputs[1].shape);
        Assert.Equal(outputs[0].data<float>().ToArray(), outputs[1].data<float>().ToArray());
        Assert.False(numbers.IsInvalid);
    }

    [Fact]
    public void PReLU_starts_at_a_quarter_and_equal_halves_share_a_gradient()
    {
        using var scope = NewDisposeScope();
        using var network = new Container();
        var slopes = PlanRun.Register(
            network, new NetworkPlan(PlanValue.Numbers(ValueShape.Row(2)).Then("x", new PRelu())), 0);
        var halves = PlanRun.Register(
            network, new NetworkPlan(PlanValue.Numbers(ValueShape.Row(2)).Then(new MaxFeatureMap())), 0);
        var equal = tensor(new float[,] { { 3, 3 } }).requires_grad_();

        halves.Run(equal)[0].sum().backward();

        Assert.Equal([-0.25f, 2], slopes.Run(tensor(new float[,] { { -1, 2 } }))[0].data<float>().ToArray());
        Assert.Equal([0.5f, 0.5f], equal.grad!.data<float>().ToArray());
    }

    private sealed class Container() : nn.Module(nameof(Container));

    private sealed record SketchOptions() : PictureOptions(inputWidth: 5, inputHeight: 6, featureSize: 1);

    private sealed class Sketch(Func<PlanValue, PlanValue> layers)
        : NetworkDefinition<SketchOptions>("sketch", "a test")
    {
        protected override NetworkPlan Plan(SketchOptions options)
        {
            var value = layers(PlanValue.Pictures(FaceContract.For(options, ChannelOrder.Rgb)));
            return new NetworkPlan(value.Shape.IsMap ? value.Then(new Flatten()) : value);
        }
    }
}
