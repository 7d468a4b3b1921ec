using System.Text.Json;
using NormFace.Conversion;
using NormFace.Pictures;
using NormFace.TestKit;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Import;

/// <summary>
/// Judged by PyTorch's own features: tests/golden/mobilefacenet.py, another form of the network, in float64.
/// </summary>
public sealed class MobileFaceNetGoldenTests : IDisposable
{
    private static readonly string? Checkpoint = SharedData.Find("data/mobilefacenet-casia-112x96.ckpt");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("normface-golden-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void An_imported_checkpoint_gives_the_features_that_PyTorch_computes()
    {
        Assert.SkipUnless(Checkpoint is not null, "The checkpoint is not beside the repository.");
        using var scope = NewDisposeScope();
        using var trained = TrainedNetwork.Read(Import("model").Path);
        using var gradientOff = no_grad();

        var features = trained.Network.call(Pictures().to(ScalarType.Float32)).to(ScalarType.Float64);
        var golden = Golden();

        Assert.Equal([4L, 128], features.shape);
        var error = (features - golden).square().sum(dim: 1).sqrt() / golden.square().sum(dim: 1).sqrt();
        Assert.InRange(error.max().item<double>(), 0, 1e-5);
    }

    [Fact]
    public void An_import_says_where_the_weights_come_from_and_gives_the_same_bytes_again()
    {
        Assert.SkipUnless(Checkpoint is not null, "The checkpoint is not beside the repository.");

        var (path, header) = Import("one");
        var (again, _) = Import("two");

        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
        Assert.Equal("mobilefacenet-casia-112x96.ckpt", header.Provenance.SourceFile);
        // by sha256sum
        Assert.Equal(
            "e839247cdbdfc023fb7cadeaf53a4549d50c8fc24ad154c02e35920ea8910d99", header.Provenance.SourceSha256);
        Assert.Equal(
            new PixelContract(
                96,
                112,
                ChannelOrder.Rgb,
                127.5,
                1.0 / 128,
                "five-point-96x112",
                new PictureCrop(112, 112, 0, 0, 96, 112)),
            header.Contract);
    }

    private (string Path, Models.ModelHeader Header) Import(string name)
    {
        var path = Path.Combine(folder.FullName, name);
        return (
            path,
            WeightImport.Run(
                Checkpoint!, path, new ImportOptions { Network = "mobilefacenet", TrainingData = ["CASIA-WebFace"] }));
    }

    // sin(0.07 (n+1) h + 0.05 (c+1) w + n + 0.5 c) for n = 0, 1; then both mirrored.
    private static Tensor Pictures()
    {
        var values = new double[2, 3, 112, 96];
        for (var n = 0; n < 2; n++)
        {
            for (var c = 0; c < 3; c++)
            {
                for (var h = 0; h < 112; h++)
                {
                    for (var w = 0; w < 96; w++)
                    {
                        values[n, c, h, w] = Math.Sin((0.07 * (n + 1) * h) + (0.05 * (c + 1) * w) + n + (0.5 * c));
                    }
                }
            }
        }

        var pictures = tensor(values);
        return cat([pictures, pictures.flip(3)]);
    }

    private static Tensor Golden()
    {
        using var file = JsonDocument.Parse(
            File.ReadAllText(SharedData.InRepository("tests/golden/mobilefacenet.json")));
        var rows = file.RootElement.GetProperty("features")
            .EnumerateArray()
            .Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray());
        return stack(rows.Select(row => tensor(row)).ToArray());
    }
}
