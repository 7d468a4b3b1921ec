using Xunit;

namespace NormFace;

public class NativeStartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_first_starts_at_once_all_succeed_and_leave_one_copy()
    {
        using var cache = new TemporaryFolder();
        var doctor = Command.NormFace("doctor") with { Environment = new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = cache.Path } };

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => doctor.RunAsync(Cancellation)));

        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.ToString()));
        if (results[0].Output.Contains("adapted", StringComparison.Ordinal)) // not on a system with a newer C++ runtime
        {
            Assert.Single(Directory.GetFiles(cache.Path, "*", SearchOption.AllDirectories));
        }
    }

    [Fact]
    public async Task A_home_that_cannot_be_written_is_no_obstacle()
    {
        var environment = new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = "/dev/null/cache", ["HOME"] = "/dev/null" };

        var result = await (Command.NormFace("doctor") with { Environment = environment }).RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [Fact]
    public async Task A_damaged_cache_is_mended()
    {
        using var cache = new TemporaryFolder();
        var doctor = Command.NormFace("doctor") with { Environment = new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = cache.Path } };
        var first = await doctor.RunAsync(Cancellation);
        Assert.SkipUnless(first.Output.Contains("adapted", StringComparison.Ordinal), "This system loads the library as shipped.");
        var copy = Directory.GetFiles(cache.Path, "*", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(copy, "damaged", Cancellation);

        var second = await doctor.RunAsync(Cancellation);

        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.True(new FileInfo(copy).Length > 1_000_000);
    }

    [Fact]
    public async Task Without_any_place_to_write_one_error_says_what_was_tried()
    {
        var environment = new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = "/dev/null/cache", ["HOME"] = "/dev/null", ["TMPDIR"] = "/dev/null/tmp" };
        var usual = await Command.NormFace("doctor").RunAsync(Cancellation);
        Assert.SkipUnless(usual.Output.Contains("adapted", StringComparison.Ordinal), "This system loads the library as shipped.");

        var result = await (Command.NormFace("doctor") with { Environment = environment }).RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Set XDG_CACHE_HOME or TMPDIR", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_libtorch_the_doctor_says_where_it_looked_and_what_to_do()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere TorchSharp looks for its own files.");
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Repository.Output("NormFace.Cli")).Where(file => !file.EndsWith(".dev.json", StringComparison.Ordinal)))
        {
            File.Copy(file, folder[System.IO.Path.GetFileName(file)]);
        }

        // The list of dependencies would have the host itself refuse to start where a package is missing.
        File.Delete(folder["normface.deps.json"]);
        var result = await Command.Dotnet(folder["normface.dll"], "doctor").RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("libtorch_cpu.so must lie in one of the folders", result.Output, StringComparison.Ordinal);
        Assert.Contains("libtorch-cpu-linux-x64", result.Output, StringComparison.Ordinal);
    }
}
