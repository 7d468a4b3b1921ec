using System.Text.Json.Nodes;
using NormFace.Backbones;
using NormFace.Models;
using NormFace.Networks;
using NormFace.Pictures;
using NormFace.Settings;
using NormFace.TestKit;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Conversion;

public sealed class TrainedNetworkTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("normface-model-");

    private string Place => Path.Combine(folder.FullName, "model");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_network_comes_back_from_its_file_and_gives_the_same_features() => TensorLeak.None(() =>
    {
        using var scope = NewDisposeScope();
        using var network = PlannedBackbone.Create("lenet", new DigitOptions { FeatureSize = 3, Seed = 5 });
        ModelFile.Write(Place, RandomModel.HeaderOf(network), StateDict.Save(network));

        using var trained = TrainedNetwork.Read(Place);
        network.eval();
        var input = rand(2, 1, 28, 28);

        Assert.Equal(3, trained.Header.FeatureSize);
        Assert.False(trained.Network.training);
        Assert.True(network.call(input).IsSameAs(trained.Network.call(input)));
    });

    [Fact]
    public void A_header_that_does_not_fit_the_network_is_refused_by_field()
    {
        using var network = PlannedBackbone.Create("lenet");
        var good = RandomModel.HeaderOf(network);

        Assert.Contains("(network): ", Refusal(network, good with { Network = "lenut" }), StringComparison.Ordinal);
        Assert.Contains(
            "Did you mean 'lenet'?", Refusal(network, good with { Network = "lenut" }), StringComparison.Ordinal);
        Assert.Contains(
            "(network): ",
            Refusal(network, good with { Options = new JsonObject { ["colour"] = 1 } }),
            StringComparison.Ordinal);
        Assert.Contains(
            "(featureSize): expected 2", Refusal(network, good with { FeatureSize = 9 }), StringComparison.Ordinal);
        Assert.Contains(
            "(contract): The contract must be for 28x28",
            Refusal(network, good with { Contract = good.Contract! with { Width = 30 } }),
            StringComparison.Ordinal);
        Assert.Contains(
            "Of another shape",
            Refusal(network, good with { FeatureSize = 4, Options = new DigitOptions { FeatureSize = 4 }.ToJson() }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_cannot_be_read_leaves_no_tensors_behind()
    {
        using var network = PlannedBackbone.Create("lenet");
        ModelFile.Write(Place, RandomModel.HeaderOf(network), StateDict.Save(network).Skip(1));

        TensorLeak.None(() =>
        {
            // a network's parameters live outside of scopes: only disposing it frees them
            using var scope = NewDisposeScope();
            Assert.Throws<InvalidDataException>(() => TrainedNetwork.Read(Place));
        });
    }

    [Fact]
    public void A_large_network_is_not_built_for_a_file_that_cannot_fill_it()
    {
        var definition = Networks.NetworkCatalogue.Default.Find("iresnet18");
        using var small = PlannedBackbone.Create("lenet");
        ModelFile.Write(
            Place, RandomModel.HeaderOf(small) with { Network = "iresnet18", Options = definition.Defaults.ToJson() }, []);

        Assert.Contains(
            "expected the 24025600 weights of iresnet18",
            Assert.Throws<InvalidDataException>(() => TrainedNetwork.Read(Place)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_is_no_plan_comes_back_by_the_function_that_makes_it()
    {
        using var scope = NewDisposeScope();
        using var network = new Mean(new DigitOptions { InputWidth = 4, InputHeight = 3 });
        ModelFile.Write(Place, RandomModel.HeaderOf(network), StateDict.Save(network));

        using var trained = TrainedNetwork.Read(
            Place, header => new Mean(OptionsSection.Read<DigitOptions>(header.Options)));
        var input = rand(2, 1, 3, 4);

        Assert.Equal(network.Options, trained.Network.Options);
        Assert.True(network.call(input).IsSameAs(trained.Network.call(input)));
        Assert.Contains(
            "one of wen-resnet",
            Assert.Throws<InvalidDataException>(() => TrainedNetwork.Read(Place)).Message,
            StringComparison.Ordinal);
    }

    private string Refusal(Backbone network, ModelHeader header)
    {
        ModelFile.Write(Place, header, StateDict.Save(network));
        return Assert.Throws<InvalidDataException>(() => TrainedNetwork.Read(Place)).Message;
    }

    // One number for a picture: something that a layer of a plan does not compute.
    private sealed class Mean : Backbone
    {
        public Mean(DigitOptions options)
            : base("mean", options, featureSize: 1, Digits(options.InputWidth, options.InputHeight))
        {
        }

        private static PixelContract Digits(int width, int height) =>
            new(width, height, ChannelOrder.Grey, 0, 1, "none", PictureCrop.Whole(width, height));

        protected override Tensor Features(Tensor input) => input.mean([1, 2, 3]).unsqueeze(1);
    }
}
