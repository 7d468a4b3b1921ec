using NormFace.Conversion;
using NormFace.Export;
using NormFace.Extraction;
using NormFace.Graphs;
using NormFace.Recognition;

namespace NormFace.Cli.Faces;

/// <summary>Compares an ONNX file with libtorch on seeded noise, before it is written.</summary>
internal static class ExportCheck
{
    /// <summary>Largest difference that is let pass, relative to the length of the output.</summary>
    public const double Tolerance = 1e-5;

    private static readonly int[] BatchSizes = [1, 2, 5];

    /// <summary>Number of pictures that a network is compared on.</summary>
    public static int PictureCount => BatchSizes.Sum();

    /// <summary>Compares an embedding model.</summary>
    /// <param name="onnx">The ONNX file.</param>
    /// <param name="modelPath">The model file.</param>
    /// <param name="options">What went into the graph.</param>
    /// <param name="progress">Is told the number of pictures done.</param>
    /// <returns>The largest difference between two features, relative to their length.</returns>
    /// <exception cref="InvalidDataException">It is above <see cref="Tolerance"/>.</exception>
    public static double Model(byte[] onnx, string modelPath, ExportOptions options, IProgress<int> progress)
    {
        using var trained = TrainedNetwork.Read(modelPath);
        if (trained.Header.InputSize is not null)
        {
            return OfRows(onnx, trained, modelPath, options, progress);
        }

        using var torch = new TorchEmbedding(trained);
        using var light = EmbeddingModel.FromOnnx(onnx, modelPath);
        return Compared(
            count =>
            {
                var pixels = new byte[count * torch.Contract.ByteCount];
                new Random(count).NextBytes(pixels);
                return (torch.Features(pixels), light.Features(pixels));
            },
            torch.FeatureSize,
            modelPath,
            options,
            progress);
    }

    private static double OfRows(
        byte[] onnx, TrainedNetwork trained, string modelPath, ExportOptions options, IProgress<int> progress)
    {
        using var torch = new TorchFeatures(trained);
        using var light = FeatureModel.FromOnnx(onnx, modelPath);
        return Compared(
            count =>
            {
                var random = new Random(count);
                float[] rows =
                    [.. Enumerable.Range(0, count * torch.InputSize).Select(_ => (2 * random.NextSingle()) - 1)];
                return (torch.Features(rows), light.Features(rows));
            },
            torch.FeatureSize,
            modelPath,
            options,
            progress);
    }

    private static double Compared(
        Func<int, (float[] Wanted, float[] Given)> features,
        int size,
        string modelPath,
        ExportOptions options,
        IProgress<int> progress)
    {
        var (largest, done) = (0.0, 0);
        foreach (var count in BatchSizes)
        {
            var (wanted, given) = features(count);
            for (var start = 0; start < wanted.Length; start += size)
            {
                largest = Math.Max(
                    largest,
                    RowDifference.Of(
                        wanted.AsSpan(start, size), given.AsSpan(start, size), options.GivesUnitVectors));
            }

            progress.Report(done += count);
        }

        return Passed(largest, modelPath);
    }

    /// <summary>Compares one of MTCNN's networks.</summary>
    /// <param name="network">The network.</param>
    /// <param name="progress">Is told the number of pictures done.</param>
    /// <param name="done">Pictures of the networks before.</param>
    /// <returns>The largest difference between two outputs, relative to their length.</returns>
    /// <exception cref="InvalidDataException">It is above <see cref="Tolerance"/>.</exception>
    public static double Detector(ExportedNetwork network, IProgress<int> progress, int done)
    {
        var (height, width) = network.FileName switch
        {
            "pnet.onnx" => (61, 47),
            "rnet.onnx" => (24, 24),
            _ => (48, 48),
        };
        var largest = 0.0;
        foreach (var count in BatchSizes)
        {
            var random = new Random(count);
            float[] pictures =
                [.. Enumerable.Range(0, count * 3 * height * width).Select(_ => (random.Next(256) - 127.5f) / 128)];
            var wanted = PlanForward.Run(network.Plan, network.Weights, pictures, [count, 3, height, width]);
            var given = network.Run(pictures, [count, 3, height, width]);
            largest = Math.Max(
                largest,
                wanted.Zip(given, (expected, found) => RowDifference.Of(expected, found, isUnit: false)).Max());
            progress.Report(done += count);
        }

        return Passed(largest, network.FileName);
    }

    private static double Passed(double difference, string name) =>
        difference <= Tolerance ? difference : throw new InvalidDataException(FormattableString.Invariant(
        $"{name}: ONNX Runtime and libtorch differ by {difference:G3} of the output's length; limit: {Tolerance}. ")
        + "Nothing was written. Please report this.");
}
