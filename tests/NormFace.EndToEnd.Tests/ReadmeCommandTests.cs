using System.IO.Compression;
using NormFace.TestKit;
using Xunit;

namespace NormFace;

/// <summary>
/// The shell lines of the README: each is run here, or by the test that is named here, or says "needs data" itself.
/// </summary>
public sealed class ReadmeCommandTests : IDisposable
{
    // What takes minutes, packs, or changes the user's machine, and the test that does the same on a smaller scale.
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["dotnet run -c Release --project src/NormFace.Cli -- demo"] =
            nameof(TrainingTests.The_demo_writes_a_report_and_the_unscaled_head_stays_above_its_bound),
        ["dotnet test"] = "all of these tests", // .ci/run
        ["dotnet pack -c Release -o packages"] = nameof(PackedPackages),
        ["dotnet tool install --global normface --source \"$PWD/packages\""] =
            nameof(InstallTests.The_installed_program_compares_two_photographs),
        ["dotnet pack -c Release -o packages && dotnet nuget add source \"$PWD/packages\" --name normface"] =
            nameof(PackedPackages),
        ["dotnet add YOUR_PROJECT package NormFace.Faces"] = nameof(PackageTests
            .One_package_compares_faces_in_a_fresh_project_and_brings_its_model_but_no_libtorch_or_Evaluation),
        ["dotnet add YOUR_PROJECT package NormFace.Cpu"] =
            nameof(PackageTests.I_can_add_one_package_to_a_fresh_console_project_and_use_every_loss),
    };

    // Options that make a line of minutes one of seconds.
    private static readonly Dictionary<string, string> Shortened = new()
    {
        ["normface train"] = " --set run.steps=24 run.batch=8",
    };

    private static readonly string Readme = Path.Combine(Repository.Root, "README.md");

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The blocks that have lines to run, by their first line in the README.</summary>
    public static TheoryData<int> Blocks() =>
        [.. CodeBlock.In(Readme, "sh").Where(block => ToRun(block).Any()).Select(block => block.FirstLine)];

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Blocks))]
    public async Task Every_line_of_a_block_does_what_it_says(int firstLine)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Uses bash.");
        await PrepareAsync();
        var block = CodeBlock.In(Readme, "sh").Single(block => block.FirstLine == firstLine);

        foreach (var line in ToRun(block))
        {
            var shortened = Shortened.FirstOrDefault(entry => line.StartsWith(entry.Key, StringComparison.Ordinal));
            var result = await ShellBlock.RunAsync(line + shortened.Value, folder, Cancellation);
            Assert.True(result.ExitCode == 0, $"README.md({firstLine}), {line}: {result}");
        }
    }

    [Fact]
    public void No_line_that_another_test_runs_has_left_the_README()
    {
        string[] lines = [.. CodeBlock.In(Readme, "sh").SelectMany(block => block.Commands())];

        Assert.All(Elsewhere.Keys, line => Assert.Contains(line, lines));
    }

    private static IEnumerable<string> ToRun(CodeBlock block) =>
        block.Commands().Where(line => !Elsewhere.ContainsKey(line) && !block.NeedsData(line));

    // What the README's lines name: two photographs, aligned pictures, weights, a trained model, LFW and its features.
    private async Task PrepareAsync()
    {
        var photographs = SharedData.Find("data/lfw-photos-fold1.zip");
        var crops = SharedData.Find("data/lfw-112x112.zip");
        var weights = SharedData.Find("data/mobilefacenet-casia-112x96.ckpt");
        var features = SharedData.Find("data/lfw-embeddings-128");
        var pairs = SharedData.Find("data/protocols/pairs.txt");
        Assert.SkipWhen(
            new[] { photographs, crops, weights, features, pairs }.Contains(null),
            "The README's data is not beside the repository.");

        foreach (var path in new[] { "faces", "runs/faces" })
        {
            Directory.CreateDirectory(folder[path]);
        }

        using (var zip = await ZipFile.OpenReadAsync(photographs!, Cancellation))
        {
            zip.Entries.Single(entry => entry.Name == "Abel_Pacheco_0001.jpg").ExtractToFile(folder["a.jpg"]);
            zip.Entries.Single(entry => entry.Name == "Abel_Pacheco_0004.jpg").ExtractToFile(folder["b.jpg"]);
        }

        using (var zip = await ZipFile.OpenReadAsync(crops!, Cancellation))
        using (var some = await ZipFile.OpenAsync(folder["pictures.zip"], ZipArchiveMode.Create, Cancellation))
        {
            foreach (var entry in zip.Entries.Where(entry => entry.Length > 0).Take(8))
            {
                await using var from = await entry.OpenAsync(Cancellation);
                await using var to = await some.CreateEntry(entry.FullName, CompressionLevel.NoCompression)
                    .OpenAsync(Cancellation);
                await from.CopyToAsync(to, Cancellation);
            }
        }

        File.Copy(folder["pictures.zip"], folder["faces.zip"]);
        File.CreateSymbolicLink(folder["lfw.zip"], crops!);
        File.CreateSymbolicLink(folder["recipes"], Path.Combine(Repository.Root, "recipes"));
        File.CreateSymbolicLink(folder["weights.ckpt"], weights!);
        File.Copy(
            Path.Combine(Repository.Root, "models", "faces.safetensors"), folder["runs/faces/model.safetensors"]);
        File.Copy(Path.Combine(features!, "embeddings_f32.npy"), folder["e.npy"]);
        File.Copy(Path.Combine(features!, "names.txt"), folder["names.txt"]);
        File.WriteAllLines(folder["pairs.txt"], Thinned(await File.ReadAllLinesAsync(pairs!, Cancellation), step: 5));
    }

    // LFW's list with every so manieth pair: ten folds of genuine pairs, then impostor ones.
    private static IEnumerable<string> Thinned(string[] lines, int step)
    {
        var pairs = int.Parse(lines[0].Split('\t')[1], System.Globalization.CultureInfo.InvariantCulture);
        return lines.Skip(1).Where((_, index) => index % step == 0)
            .Prepend(FormattableString.Invariant($"10\t{pairs / step}"));
    }
}
