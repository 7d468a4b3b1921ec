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
    public void Every_sample_is_under_forty_lines() => Assert.All(
        Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "samples"), "*.cs"),
        file => Assert.True(File.ReadAllLines(file).Length < 40, file));
}
