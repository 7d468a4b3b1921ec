using System.IO.Compression;
using NormFace.TestKit;
using Xunit;

namespace NormFace;

public class SampleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("scaled-softmax", "step 200"), InlineData("joint-loss", "rate x1")]
    [InlineData("scale-planning", "scale 13.86")]
    [InlineData("monitoring", "own cosine"), InlineData("mining", "slope")]
    public async Task Every_sample_runs_and_says_what_it_promises(string name, string promise)
    {
        var samples = System.IO.Path.Combine(Repository.Output("NormFace.Samples"), "NormFace.Samples.dll");

        var result = await Command.Dotnet(samples, name).RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(promise, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_that_compares_two_photographs_does()
    {
        using var folder = new TemporaryFolder();
        var weights = DetectorAndPhotographs(folder, count: 1);

        var samples = System.IO.Path.Combine(Repository.Output("NormFace.Samples"), "NormFace.Samples.dll");
        var result = await Command.Dotnet(samples, "verify", folder["0.jpg"], folder["0.jpg"], weights)
            .RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.StartsWith("the same person: score 1.000", result.Output, StringComparison.Ordinal);
        Assert.True(
            File.ReadAllLines(System.IO.Path.Combine(Repository.Root, "samples", "VerifyFaces.cs")).Length < 30);
    }

    [Fact]
    [Trait("Duration", "minutes")]
    public async Task Compiled_ahead_of_time_without_a_warning_it_gives_the_same_answer()
    {
        using var folder = new TemporaryFolder();
        var weights = DetectorAndPhotographs(folder, count: 2);
        Assert.SkipUnless(
            HasLinker(), "Compiling ahead of time needs a linker: clang or gcc, on Windows Visual Studio's.");
        var project = System.IO.Path.Combine(Repository.Root, "samples", "AheadOfTime");

        // Warnings are errors, those of ahead-of-time analysis as well.
        var published = await Command
            .Dotnet("publish", project, "--no-build", "-c", Repository.Configuration, "-o", folder["native"])
                .RunAsync(Cancellation);
        Assert.True(published.ExitCode == 0, published.ToString());
        var native = await new Command(
            folder["native/NormFace.AheadOfTime"], [folder["0.jpg"], folder["1.jpg"], weights])
            .RunAsync(Cancellation);
        var samples = System.IO.Path.Combine(Repository.Output("NormFace.Samples"), "NormFace.Samples.dll");
        var managed = await Command.Dotnet(samples, "verify", folder["0.jpg"], folder["1.jpg"], weights)
            .RunAsync(Cancellation);

        Assert.True(native.ExitCode == 0, native.ToString());
        Assert.Equal(managed.Output, native.Output);
    }

    [Fact]
    public void Every_sample_is_under_forty_lines() => Assert.All(
        Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "samples"), "*.cs"),
        file => Assert.True(File.ReadAllLines(file).Length < 40, file));

    // The folder with the detector's weights, and photographs 0.jpg, 1.jpg, ... in the folder given.
    private static string DetectorAndPhotographs(TemporaryFolder folder, int count)
    {
        var (weights, archive) = (SharedData.Find("data/mtcnn/caffe"), SharedData.Find("data/lfw-photos-fold1.zip"));
        Assert.SkipWhen(weights is null || archive is null,
            "The detector's weights and the photographs are not beside the repository.");
        using var zip = ZipFile.OpenRead(archive!);
        var pictures = zip.Entries.Where(entry => entry.Name.EndsWith(".jpg", StringComparison.Ordinal)).Take(count);
        foreach (var (index, entry) in pictures.Index())
        {
            entry.ExtractToFile(folder[$"{index}.jpg"]);
        }

        return weights!;
    }

    private static bool HasLinker() =>
        OperatingSystem.IsWindows() || (
            from path in System.Environment.GetEnvironmentVariable("PATH")!.Split(':')
            from linker in (string[])["clang", "gcc"]
            select System.IO.Path.Combine(path, linker)).Any(File.Exists);
}
