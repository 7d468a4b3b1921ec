using NormFace.Backbones;
using NormFace.Conversion;
using NormFace.Extraction;
using NormFace.Networks;
using NormFace.Recognition;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Export;

/// <summary>Both engines read the same plans, and compute the same features.</summary>
public sealed class OnnxParityTests : IDisposable
{
    private const double Tolerance = 1e-5; // of the feature's length

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("normface-onnx-");

    public static TheoryData<string> Names => SmallBackbones.Names;

    private string Place => Path.Combine(folder.FullName, "model.safetensors");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, MemberData(nameof(Names))]
    public void Every_network_gives_the_same_features_in_both_engines_in_batches_of_any_size(string name)
    {
        RandomModel.Write(Place, NetworkCatalogue.Default.Find(name), SmallBackbones.Options(name));
        using var trained = TrainedNetwork.Read(Place);
        if (!trained.Network.Input.IsMap)
        {
            AssertSameRows(trained);
            return;
        }

        using var torch = new TorchEmbedding(trained);
        using var light = EmbeddingModel.Open(Place);

        Assert.All([1, 2, 7], count => AssertSame(torch, light, count));
    }

    [Theory]
    [InlineData(0, 31, 45), InlineData(1, 24, 24), InlineData(2, 48, 48)]
    public void Every_network_of_the_detector_gives_the_same_in_both_engines(int stage, int height, int width)
    {
        var weights = SharedData.Find("data/mtcnn/caffe");
        Assert.SkipUnless(weights is not null, "The weights are not beside the repository.");
        var network = OnnxExport.Detector(weights)[stage];
        var random = new Random(stage);
        float[] pictures = [
            .. Enumerable.Range(0, 3 * 3 * height * width).Select(_ => (float)((2 * random.NextDouble()) - 1))];

        var wanted = PlanForward.Run(network.Plan, network.Weights, pictures, [3, 3, height, width]);
        var given = network.Run(pictures, [3, 3, height, width]);

        Assert.Equal(wanted.Count, given.Count);
        Assert.All(wanted.Zip(given), pair => AssertNear(pair.First, pair.Second));
    }

    [Theory]
    [InlineData("""{"inputSize":9,"featureSize":5,"unitInput":true,"bias":true}""", "linear")]
    [InlineData("""{"inputSize":9,"hidden":[9,7,7],"residual":true,"featureSize":5,"unitInput":true}""", "mlp")]
    [InlineData("""{"inputSize":9,"hidden":[12],"activation":"relu","batchNorm":false,"featureSize":5}""", "mlp")]
    [InlineData("""{"inputSize":9,"hidden":[12],"dropoutRate":0.5,"featureSize":5}""", "mlp")]
    public void Every_setting_of_networks_of_rows_is_the_same_in_both_engines(string settings, string name)
    {
        var definition = NetworkCatalogue.Default.Find(name);
        RandomModel.Write(
            Place, definition, definition.ReadOptions(System.Text.Json.Nodes.JsonNode.Parse(settings)!.AsObject()));
        using var trained = TrainedNetwork.Read(Place);

        AssertSameRows(trained);
    }

    [Fact]
    public void An_export_with_unit_vectors_of_a_network_with_unit_input_gives_unit_vectors()
    {
        var definition = NetworkCatalogue.Default.Find("linear");
        RandomModel.Write(Place, definition, new LinearOptions { InputSize = 9, FeatureSize = 5, UnitInput = true });

        using var light = FeatureModel.FromOnnx(
            OnnxExport.Model(Place, new Graphs.ExportOptions { GivesUnitVectors = true }), Place);

        Assert.Equal(1, light.Features(Rows(1, 9)).Sum(value => value * value), 1e-5f);
    }

    [Fact]
    public void A_model_of_rows_is_refused_where_pictures_are_needed_and_the_reverse()
    {
        RandomModel.Write(Place, NetworkCatalogue.Default.Find("linear"), SmallBackbones.Options("linear"));
        var told = Assert.Throws<InvalidDataException>(() => EmbeddingModel.Open(Place)).Message;
        Assert.Contains("expected a model of pictures, found 'linear'", told, StringComparison.Ordinal);
        using (var trained = TrainedNetwork.Read(Place))
        {
            Assert.Throws<InvalidDataException>(() => new TorchEmbedding(trained));
        }

        Assert.Throws<InvalidDataException>(
            () => OnnxExport.Model(Place, new Graphs.ExportOptions { TakesBytes = true }));

        RandomModel.Write(Place, NetworkCatalogue.Default.Find("compact"), SmallBackbones.Options("compact"));
        told = Assert.Throws<InvalidDataException>(() => FeatureModel.Open(Place)).Message;
        Assert.Contains("expected a model of rows of numbers", told, StringComparison.Ordinal);
    }

    private void AssertSameRows(TrainedNetwork trained)
    {
        using var torch = new TorchFeatures(trained);
        using var light = FeatureModel.Open(Place);
        Assert.Equal((torch.InputSize, torch.FeatureSize), (light.InputSize, light.FeatureSize));
        Assert.All([1, 2, 7], count =>
        {
            var rows = Rows(count, torch.InputSize);
            var (wanted, given) = (torch.Features(rows), light.Features(rows));
            Assert.Equal(count * torch.FeatureSize, given.Length);
            Assert.All(
                wanted.Chunk(torch.FeatureSize).Zip(given.Chunk(torch.FeatureSize)),
                pair => AssertNear(pair.First, pair.Second));
        });
        Assert.Throws<ArgumentException>(() => torch.Features(new float[torch.InputSize + 1]));
        Assert.Throws<ArgumentException>(() => light.Features([]));
    }

    private static float[] Rows(int count, int size)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count * size).Select(_ => (2 * random.NextSingle()) - 1)];
    }

    private static void AssertSame(TorchEmbedding torch, EmbeddingModel light, int count)
    {
        var pixels = new byte[count * torch.Contract.ByteCount];
        new Random(count).NextBytes(pixels);
        Assert.Equal(torch.FeatureSize, light.FeatureSize);
        var (wanted, given) = (torch.Features(pixels), light.Features(pixels));
        Assert.All(
            wanted.Chunk(torch.FeatureSize).Zip(given.Chunk(torch.FeatureSize)),
            pair => AssertNear(pair.First, pair.Second));
    }

    private static void AssertNear(float[] wanted, float[] given)
    {
        var length = Math.Sqrt(wanted.Sum(value => (double)value * value));
        Assert.True(length > 0);
        Assert.All(wanted.Zip(given), pair => Assert.Equal(pair.First / length, pair.Second / length, Tolerance));
    }
}
