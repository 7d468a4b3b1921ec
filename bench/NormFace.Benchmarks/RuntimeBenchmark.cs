using System.Globalization;
using NormFace.Conversion;
using NormFace.Extraction;
using NormFace.Networks;
using NormFace.Recognition;
using NormFace.TestKit;

namespace NormFace.Benchmarks;

/// <summary>
/// Embedding by ONNX Runtime against libtorch, both in float32 on the same threads, turn by turn; and how far their
/// features lie apart.
/// </summary>
internal static class RuntimeBenchmark
{
    private static readonly int[] BatchSizes = [1, 2, 5, 32];

    /// <summary>Every network of the catalogue at its own size, with weights drawn at random.</summary>
    public static void All(int batch, int turns)
    {
        foreach (var entry in NetworkCatalogue.Default.All)
        {
            var path = Path.Combine(Path.GetTempPath(), $"normface-bench-{Environment.ProcessId}.safetensors");
            RandomModel.Write(path, entry);
            Run(path, batch, turns);
            File.Delete(path);
        }
    }

    /// <summary>One model.</summary>
    public static void Run(string modelPath, int batch, int turns)
    {
        using var trained = TrainedNetwork.Read(modelPath);
        using var torch = new TorchEmbedding(trained);
        using var light = EmbeddingModel.Open(modelPath);
        var apart = BatchSizes.Max(count => Apart(torch, light, Pixels(torch, count)));

        var pixels = Pixels(torch, batch);
        var result = Interleaved.Run(() => torch.Features(pixels), () => light.Features(pixels), turns, warmUps: 1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {trained.Header.Network} | {apart:G2} | {batch} | {batch / result.First:F1} | "
            + $"{batch / result.Second:F1} | {result.Ratio:F2} |"));
    }

    private static byte[] Pixels(TorchEmbedding network, int count)
    {
        var pixels = new byte[count * network.Contract.ByteCount];
        new Random(count).NextBytes(pixels);
        return pixels;
    }

    // The largest difference of a number, over the length of its feature.
    private static double Apart(TorchEmbedding torch, EmbeddingModel light, byte[] pixels) =>
        torch.Features(pixels).Chunk(torch.FeatureSize)
        .Zip(light.Features(pixels).Chunk(torch.FeatureSize))
        .Max(pair =>
            pair.First.Zip(pair.Second, (one, other) => Math.Abs((double)one - other))
                .Max() / Math.Sqrt(pair.First.Sum(value => (double)value * value)));
}
