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
