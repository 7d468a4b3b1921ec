using NormFace.Backbones;
using NormFace.Conversion;
using Xunit;

namespace NormFace.Import;

/// <summary>The names of layers in the published files, written down from the networks' own descriptions.</summary>
public class PublishedNamesTests
{
    [Fact]
    public void Wens_network_has_the_layers_of_the_Caffe_release()
    {
        using var network = BackboneCatalogue.Create("wen-resnet", new BackboneOptions { InputWidth = 48, InputHeight = 56, FeatureSize = 4 });
        string[] stages = ["1a", "1b", "2_1", "2_2", "2", "3_1", "3_2", "3_3", "3_4", "3", .. Numbered(4, 10), "4", .. Numbered(5, 6)];

        Assert.Equal(
            [.. stages.SelectMany(stage => new[] { $"conv{stage}.weight", $"conv{stage}.bias", $"relu{stage}.weight" }), "fc5.weight", "fc5.bias"],
            Names(network));
    }

    [Fact]
    public void The_Light_CNN_has_the_layers_of_the_Caffe_release()
    {
        using var network = BackboneCatalogue.Create("light-cnn", new BackboneOptions { InputWidth = 32, InputHeight = 32, FeatureSize = 4 });
        string[] layers = ["conv1", "conv2a", "conv2", "conv3a", "conv3", "conv4a", "conv4", "conv5a", "conv5", "fc1"];

        Assert.Equal(layers.SelectMany(layer => new[] { layer + ".weight", layer + ".bias" }), Names(network));
    }

    private static string[] Numbered(int stage, int count) => [.. Enumerable.Range(1, count).Select(index => $"{stage}_{index}")];

    private static IEnumerable<string> Names(Backbone network) => StateDict.Save(network).Select(tensor => tensor.Name);
}
