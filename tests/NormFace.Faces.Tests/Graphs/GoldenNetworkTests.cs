using System.Runtime.InteropServices;
using NormFace.Export;
using NormFace.Layers;
using NormFace.Models;
using NormFace.Networks;
using NormFace.Running;
using NormFace.TestKit;
using NormFace.Weights;
using Xunit;

namespace NormFace.Graphs;

/// <summary>Judged by PyTorch: tests/golden/networks.py, where each network is written down once more, in
/// float64.</summary>
public sealed class GoldenNetworkTests : IDisposable
{
    private const double Tolerance = 1e-5; // of the feature's length: these are float32

    private readonly TemporaryFolder folder = new();

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, GoldenNetworks.All.Count)];

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Cases))]
    public void Features_are_those_that_PyTorch_computes(int index)
    {
        var golden = GoldenNetworks.All[index];
        var definition = NetworkCatalogue.Default.Find(golden.Name);
        var options = definition.ReadOptions(golden.Options);
        var plan = definition.PlanFor(options);
        var path = folder["model.safetensors"];
        var header = new ModelHeader
        {
            Network = golden.Name,
            Options = options.ToJson(),
            FeatureSize = plan.Outputs[0].Shape.Channels,
            Contract = plan.Contract!,
            Licence = "MIT",
            Provenance = new ModelProvenance { ToolVersion = "0.1.0" },
        };
        ModelFile.Write(path, header, plan.Steps.SelectMany(State));

        AssertNear(golden.Features, path, header);
    }

    [Fact]
    public void The_model_that_ships_gives_the_features_that_PyTorch_computes()
    {
        var path = SharedData.InRepository("models/faces.safetensors");

        AssertNear(GoldenNetworks.Shipped, path, ModelFile.ReadHeader(path));
    }

    private static IEnumerable<StoredTensor> State(PlanValue step) => step.Parameters
        .Select(parameter => Filled($"{step.Name}.{parameter.Name}", [.. parameter.Shape]))
        .Concat(step.Layer is not BatchNormalization ? [] : new[] { "running_mean", "running_var" }
            .Select(name => Filled($"{step.Name}.{name}", step.Shape.Channels)));

    private static StoredTensor Filled(string key, params long[] shape)
    {
        var numbers = Array.ConvertAll(GoldenNetworks.Filled(key, shape), value => (float)value);
        return new StoredTensor(key, StoredType.F32, shape, MemoryMarshal.AsBytes<float>(numbers).ToArray());
    }

    private static void AssertNear(double[][] golden, string path, ModelHeader header)
    {
        var contract = header.Contract!;
        long[] shape = [GoldenNetworks.PictureCount, contract.ChannelCount, contract.Height, contract.Width];
        var pictures = Array.ConvertAll(
            GoldenNetworks.Noise("pictures", shape.Aggregate((one, other) => one * other)), value => (float)value);

        var features = OnnxGraphRun.Of(OnnxExport.Model(path), path, pictures, shape)[0];

        Assert.All(golden.Zip(features.Chunk(header.FeatureSize)), pair =>
        {
            var length = Math.Sqrt(pair.First.Sum(value => value * value));
            Assert.All(
                pair.First.Zip(pair.Second),
                value => Assert.Equal(value.First / length, value.Second / length, Tolerance));
        });
    }
}
