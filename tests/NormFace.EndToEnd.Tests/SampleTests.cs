using System.IO.Compression;
using NormFace.TestKit;
using Xunit;

namespace NormFace;

public class SampleTests
{
    [Theory]
    [InlineData("scaled-softmax", "step 200"), InlineData("joint-loss", "rate x1"), InlineData("scale-planning", "scale 13.86")]
    [InlineData("monitoring", "own cosine"), InlineData("mining", "slope")]
    public async Task Every_sample_runs_and_says_what_it_promises(string name, string promise)
    {
        var samples = System.IO.Path.Combine(Repository.Output("NormFace.Samples"), "NormFace.Samples.dll");

        var result = await Command.Dotnet(samples, name).RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(promise, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_that_compares_two_photographs_does()
    {
        var (weights, archive) = (SharedData.Find("data/mtcnn/caffe"), SharedData.Find("data/lfw-photos-fold1.zip"));
        Assert.SkipWhen(weights is null || archive is null, "The detector's weights and the photographs are not beside the repository.");
        using var folder = new TemporaryFolder();
        using (var zip = ZipFile.OpenRead(archive!))
        {
            zip.Entries.First(entry => entry.Name.EndsWith(".jpg", StringComparison.Ordinal)).ExtractToFile(folder["a.jpg"]);
        }

        var samples = System.IO.Path.Combine(Repository.Output("NormFace.Samples"), "NormFace.Samples.dll");
        var result = await Command.Dotnet(samples, "verify", folder["a.jpg"], folder["a.jpg"], weights!).RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.StartsWith("the same person: score 1.000", result.Output, StringComparison.Ordinal);
        Assert.True(File.ReadAllLines(System.IO.Path.Combine(Repository.Root, "samples", "VerifyFaces.cs")).Length < 30);
    }

    [Fact]
    public void Every_sample_is_under_forty_lines() => Assert.All(
        Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "samples"), "*.cs"),
        file => Assert.True(File.ReadAllLines(file).Length < 40, file));
}
