using System.IO.Compression;
using System.Text.Json.Nodes;
using NormFace.TestKit;
using Xunit;

namespace NormFace;

/// <summary>The page "Bring a stronger model", walked through with a network that stands in for the reader's.</summary>
public sealed class StrongerModelTests : IDisposable
{
    private const int Photographs = 150; // calibrating for 0.001 needs 10,000 impostor pairs

    private const string Faceless = "Brawley_King_0001.jpg"; // the detector finds none

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "stronger-model.md");

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_line_of_the_page_works_in_its_order()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Uses bash.");
        await WriteNetworkAsync();
        await WritePhotographsAsync();
        var contract = CodeBlock.In(Page, "json").First();
        await File.WriteAllLinesAsync(folder["w600k_r50.contract.json"], contract.Lines, Cancellation);
        var outputs = new List<string>();

        foreach (var block in CodeBlock.In(Page, "sh"))
        {
            foreach (var line in block.Commands())
            {
                var result = await ShellBlock.RunAsync(line, folder, Cancellation);
                Assert.True(result.ExitCode == 0, $"{Page}({block.FirstLine}), {line}: {result}");
                outputs.Add(result.Output);
            }
        }

        Assert.StartsWith("a.jpg and b.jpg: the same person.", outputs[0], StringComparison.Ordinal);
        Assert.Contains(outputs.Skip(1), output =>
            output.StartsWith("a.jpg and b.jpg: the same person.", StringComparison.Ordinal)
            && output.Contains("times as frequent", StringComparison.Ordinal)); // from the calibration
        var written = JsonNode.Parse(await File.ReadAllTextAsync(folder["w600k_r50.contract.json"], Cancellation))!;
        Assert.Equal(2, written["calibration"]!["thresholds"]!.AsArray().Count);
    }

    private async Task WriteNetworkAsync()
    {
        var weights = SharedData.Find("data/mobilefacenet-casia-112x96.ckpt");
        Assert.SkipWhen(weights is null, "The checkpoint is not beside the repository.");
        await Command.NormFace(
            "import", weights!, "--network", "mobilefacenet", "--out", folder["own.safetensors"])
            .SucceedAsync(Cancellation);
        await Command.NormFace(
            "export", folder["own.safetensors"], "--out", folder["own.onnx"], "--unchecked")
            .SucceedAsync(Cancellation);
        await File.WriteAllBytesAsync(
            folder["w600k_r50.onnx"],
            ForeignNetwork.Of(await File.ReadAllBytesAsync(folder["own.onnx"], Cancellation)),
            Cancellation);
    }

    // photographs/person/picture.jpg, two of one person, and a list of pairs.
    private async Task WritePhotographsAsync()
    {
        var archive = SharedData.Find("data/lfw-photos-fold1.zip");
        Assert.SkipWhen(archive is null, "The photographs are not beside the repository.");
        using var zip = await ZipFile.OpenReadAsync(archive!, Cancellation);
        ZipArchiveEntry[] entries =
        [
            .. zip.Entries
                .Where(entry => entry.Name.EndsWith(".jpg", StringComparison.Ordinal) && entry.Name != Faceless)
                .Take(Photographs),
        ];
        foreach (var entry in entries)
        {
            var file = folder[$"photographs/{entry.FullName}"];
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            entry.ExtractToFile(file);
        }

        File.Copy(folder["photographs/Abel_Pacheco/Abel_Pacheco_0001.jpg"], folder["a.jpg"]);
        File.Copy(folder["photographs/Abel_Pacheco/Abel_Pacheco_0004.jpg"], folder["b.jpg"]);
        var neighbours = entries.Zip(entries.Skip(1), (one, other) =>
            $"{one.FullName},{other.FullName},{(Person(one) == Person(other) ? 1 : 0)}");
        await File.WriteAllLinesAsync(folder["pairs.csv"], neighbours.Prepend("first,second,same"), Cancellation);

        static string Person(ZipArchiveEntry entry) => entry.FullName.Split('/')[^2];
    }
}
