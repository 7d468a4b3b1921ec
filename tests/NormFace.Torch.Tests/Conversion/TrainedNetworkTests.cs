using System.Text.Json.Nodes;
using NormFace.Backbones;
using NormFace.Models;
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
        using var network = BackboneCatalogue.Create("lenet", new BackboneOptions { FeatureSize = 3, Seed = 5 });
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
        using var network = BackboneCatalogue.Create("lenet");
        var good = RandomModel.HeaderOf(network);

        Assert.Contains("(network): ", Refusal(network, good with { Network = "lenut" }), StringComparison.Ordinal);
        Assert.Contains("Did you mean 'lenet'?", Refusal(network, good with { Network = "lenut" }), StringComparison.Ordinal);
        Assert.Contains("(network): ", Refusal(network, good with { Options = new JsonObject { ["colour"] = 1 } }), StringComparison.Ordinal);
        Assert.Contains("(featureSize): expected 2", Refusal(network, good with { FeatureSize = 9 }), StringComparison.Ordinal);
        Assert.Contains("(contract): The contract must be for 28x28", Refusal(network, good with { Contract = good.Contract with { Width = 30 } }), StringComparison.Ordinal);
        Assert.Contains("Of another shape", Refusal(network, good with { FeatureSize = 4, Options = new BackboneOptions { FeatureSize = 4 }.ToJson() }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_cannot_be_read_leaves_no_tensors_behind()
    {
        using var network = BackboneCatalogue.Create("lenet");
        ModelFile.Write(Place, RandomModel.HeaderOf(network), StateDict.Save(network).Skip(1));

        TensorLeak.None(() =>
        {
            using var scope = NewDisposeScope(); // a network's parameters live outside of scopes: only disposing it frees them
            Assert.Throws<InvalidDataException>(() => TrainedNetwork.Read(Place));
        });
    }

    private string Refusal(Backbone network, ModelHeader header)
    {
        ModelFile.Write(Place, header, StateDict.Save(network));
        return Assert.Throws<InvalidDataException>(() => TrainedNetwork.Read(Place)).Message;
    }
}
