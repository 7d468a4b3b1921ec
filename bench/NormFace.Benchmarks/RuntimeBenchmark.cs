using NormFace.Conversion;
using NormFace.Extraction;
using NormFace.Recognition;

namespace NormFace.Benchmarks;

/// <summary>Embedding by ONNX Runtime against libtorch, both in float32 on the same threads, turn by turn.</summary>
internal static class RuntimeBenchmark
{
    public static void Run(string modelPath, int batch, int turns)
    {
        using var trained = TrainedNetwork.Read(modelPath);
        using var torch = new TorchEmbedding(trained);
        using var light = EmbeddingModel.Open(modelPath);
        var pixels = new byte[batch * torch.Contract.ByteCount];
        new Random(1).NextBytes(pixels);

        var result = Interleaved.Run(() => torch.Features(pixels), () => light.Features(pixels), turns);
        Console.WriteLine(FormattableString.Invariant(
            $"{trained.Header.Network}, batches of {batch}: libtorch {batch / result.First:F0} pictures/s, ONNX Runtime {batch / result.Second:F0}, {result.Ratio:F2} times as many"));
    }
}
