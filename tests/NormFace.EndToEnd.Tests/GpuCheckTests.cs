using Xunit;

namespace NormFace;

/// <summary>scripts/gpu-check without a GPU: from its pack, with the libtorch of these tests.</summary>
public class GpuCheckTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_check_runs_from_its_pack_and_one_broken_section_does_not_end_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The check is for Linux.");
        using var folder = new TemporaryFolder();
        var script = Path.Combine(Repository.Root, "scripts", "gpu-check");
        var environment = new Dictionary<string, string?>
        {
            ["NORMFACE_LIBTORCH"] = Path.GetDirectoryName(LibTorch()),
            ["GPU_CHECK_XZ"] = "-0",
        };

        var packed = await (new Command(script, ["pack", folder["pack"], "-c", Repository.Configuration, "--no-build"])
            with
        { Environment = environment }).RunAsync(Cancellation);
        Assert.True(packed.ExitCode == 0, packed.ToString());
        Assert.InRange(new FileInfo(folder["pack/gpu-check.tar.xz"]).Length, 10 << 20, 60 << 20);

        var passed = await Check("engine", "golden-heads", "optimizers", "training", "embedding");
        Assert.True(passed.ExitCode == 0, passed.ToString());
        Assert.Contains("| arcface_monotone | 4 |", passed.Output, StringComparison.Ordinal);
        Assert.Contains("| of these absent here | 0 |", passed.Output, StringComparison.Ordinal);
        Assert.Contains("| embedding | passed |", passed.Output, StringComparison.Ordinal);
        Assert.Equal(passed.Output, await File.ReadAllTextAsync(folder["report.md"], Cancellation));

        var failed = await Check("embedding", "nothing", "engine"); // without a trained model; no such section
        Assert.True(failed.ExitCode == 1, failed.ToString());
        Assert.Contains("| embedding | **failed** |", failed.Output, StringComparison.Ordinal);
        Assert.Contains("NotFoundException", failed.Output, StringComparison.Ordinal);
        Assert.Contains("The section must be one of", failed.Output, StringComparison.Ordinal);
        Assert.Contains("| engine | passed |", failed.Output, StringComparison.Ordinal);

        Task<Command.Result> Check(params string[] sections)
        {
            string[] options = ["--device", "cpu", "--quick", "--report", folder["report.md"]];
            var check = new Command(folder["pack/gpu-check"], ["run", .. options, .. sections]);
            return (check with { Environment = environment }).RunAsync(Cancellation);
        }
    }

    [Theory]
    [InlineData("run", "gpu-check.tar.xz must be there")]
    [InlineData("", "usage:"), InlineData("run --nothing", "usage:")]
    public async Task Called_wrongly_the_script_says_how(string arguments, string answer)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The check is for Linux.");
        var script = Path.Combine(Repository.Root, "scripts", "gpu-check");
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var result = await new Command(script, words).RunAsync(Cancellation);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(answer, result.Errors, StringComparison.Ordinal);
    }

    private static string LibTorch()
    {
        var package = Path.Combine(Repository.Packages, "libtorch-cpu-linux-x64");
        return Directory.GetFiles(package, "libtorch_cpu.so", SearchOption.AllDirectories).Single();
    }
}
