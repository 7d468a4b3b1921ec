using Xunit;

namespace NormFace;

public class NativeStartTests
{
    private static readonly Dictionary<string, string?> NoPlaceToWrite = new()
    {
        ["XDG_CACHE_HOME"] = "/dev/null/cache",
        ["HOME"] = "/dev/null",
        ["TMPDIR"] = "/dev/null/tmp",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_starts_at_once_all_succeed_and_leave_nothing_behind()
    {
        using var cache = new TemporaryFolder();
        using var temporary = new TemporaryFolder();
        var doctor = Command.NormFace("doctor") with
        {
            Environment = new Dictionary<string, string?>
            {
                ["XDG_CACHE_HOME"] = cache.Path,
                ["TMPDIR"] = temporary.Path,
            },
        };

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => doctor.RunAsync(Cancellation)));

        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.ToString()));
        // The SDK, which the doctor asks for its version, keeps an identifier of the machine there.
        Assert.DoesNotContain(
            Directory.GetFiles(cache.Path, "*", SearchOption.AllDirectories),
            path => !path.Contains("DeveloperTools", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(temporary.Path, "*.so", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("import --help")]
    [InlineData("scale --classes 10")]
    [InlineData("evaluate pairs --scores")]
    public async Task A_command_that_computes_nothing_with_libtorch_succeeds_where_that_cannot_start(string arguments)
    {
        using var folder = new TemporaryFolder();
        var table = folder["scores.csv"];
        await File.WriteAllLinesAsync(table, ["score,same", "0.9,1", "0.8,1", "0.2,0", "0.1,0"], Cancellation);
        string[] words =
        [
            .. arguments.Split(' '),
            .. arguments.EndsWith("--scores", StringComparison.Ordinal) ? [table] : Array.Empty<string>(),
        ];
        var usual = await Command.NormFace("doctor").RunAsync(Cancellation);
        Assert.SkipUnless(
            usual.Output.Contains("adapted", StringComparison.Ordinal),
            "This system loads the library as shipped, and nothing hinders a start.");

        var result = await (Command.NormFace(words) with { Environment = NoPlaceToWrite }).RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [Fact]
    public async Task The_help_of_import_names_every_network()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["weights.ckpt"], "", Cancellation);

        var refused = await Command.NormFace(
            "import",
            folder["weights.ckpt"],
            "--network",
            "nothing",
            "--out",
            folder["m.safetensors"]).RunAsync(Cancellation);
        var help = await Command.NormFace("import", "--help").RunAsync(Cancellation);

        var names = refused.Errors.Split("must be one of ")[1].Split(", but was")[0];
        Assert.Contains("iresnet100", names, StringComparison.Ordinal);
        Assert.Contains($"The network: {names}.", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_home_that_cannot_be_written_is_no_obstacle()
    {
        var environment = new Dictionary<string, string?>
        {
            ["XDG_CACHE_HOME"] = "/dev/null/cache",
            ["HOME"] = "/dev/null",
        };

        var result = await (Command.NormFace("doctor") with { Environment = environment }).RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [Fact]
    public async Task Without_any_place_to_write_one_error_says_what_was_tried()
    {
        var usual = await Command.NormFace("doctor").RunAsync(Cancellation);
        Assert.SkipUnless(
            usual.Output.Contains("adapted", StringComparison.Ordinal), "This system loads the library as shipped.");

        var result = await (Command.NormFace("doctor") with { Environment = NoPlaceToWrite }).RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Set XDG_CACHE_HOME or TMPDIR", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_libtorch_the_doctor_says_where_it_looked_and_what_to_do()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere TorchSharp looks for its own files.");
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Repository.Output("NormFace.Cli")).Where(
            file => !file.EndsWith(".dev.json", StringComparison.Ordinal)))
        {
            File.Copy(file, folder[System.IO.Path.GetFileName(file)]);
        }

        // The list of dependencies would have the host itself refuse to start where a package is missing.
        File.Delete(folder["normface.deps.json"]);
        var doctor = Command.Dotnet(folder["normface.dll"], "doctor") with
        {
            Environment = new Dictionary<string, string?> { ["XDG_DATA_HOME"] = folder["data"] },
        };

        var result = await doctor.RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("'normface engine install'", result.Output, StringComparison.Ordinal);
        Assert.Contains("Searched:", result.Output, StringComparison.Ordinal);
        Assert.Contains("libtorch-cpu-linux-x64", result.Output, StringComparison.Ordinal);
    }
}
