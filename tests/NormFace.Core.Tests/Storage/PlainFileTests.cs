using System.Diagnostics;
using NormFace.Datasets;
using NormFace.Embeddings;
using NormFace.Weights;
using Xunit;

namespace NormFace.Storage;

public class PlainFileTests
{
    private static readonly Dictionary<string, Action<string>> Readers = new()
    {
        ["a.zip"] = path => PictureSourceCatalogue.Default.Open(path).Dispose(),
        ["a.tar"] = path => PictureSourceCatalogue.Default.Open(path).Dispose(),
        ["a.rec"] = path => PictureSourceCatalogue.Default.Open(path).Dispose(),
        ["a.bin"] = path => PictureSourceCatalogue.Default.Open(path).Dispose(),
        ["a-images-idx3-ubyte"] = path =>
        {
            File.WriteAllText(path.Replace("images-idx3", "labels-idx1", StringComparison.Ordinal), "labels");
            PictureSourceCatalogue.Default.Open(path).Dispose();
        },
        ["a.npy"] = path =>
        {
            File.WriteAllText(path + ".txt", "a.jpg\n");
            _ = FeatureFile.Read(path, path + ".txt");
        },
        ["a.safetensors"] = path => _ = SafetensorsFile.Read(path),
        ["a.pt"] = path => _ = ForeignWeights.Read(path),
    };

    public static TheoryData<string> Names { get; } = [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pipe_is_refused_and_not_waited_for(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes have names on Unix.");
        using var folder = new TemporaryFolder();
        using (var made = Process.Start("mkfifo", folder[name]))
        {
            made.WaitForExit();
        }

        Assert.Contains(
            $"{name}: expected a file, found a pipe or a device",
            Assert.Throws<InvalidDataException>(() => Readers[name](folder[name])).Message,
            StringComparison.Ordinal);
    }
}
