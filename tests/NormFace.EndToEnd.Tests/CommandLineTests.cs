using System.Diagnostics;
using Xunit;

namespace NormFace;

public class CommandLineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_can_see_what_the_scale_does()
    {
        using var folder = new TemporaryFolder();

        var result = await Command.NormFace("scale-demo", "--out", folder["pictures"]).RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("s learned from 1", result.Output, StringComparison.Ordinal);
        Assert.Contains("1.376935", result.Output, StringComparison.Ordinal); // the floor of 10 classes at scale 1
        var picture = await File.ReadAllBytesAsync(
            System.IO.Path.Combine(folder["pictures"], "scale-and-floor.png"), Cancellation);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture[..4]);
    }

    [Fact]
    public async Task I_can_plan_a_scale()
    {
        var result = await Command.NormFace("scale", "--classes", "10572", "--floor", "0.01").RunAsync(Cancellation);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith(
            "Scale 13.8647 lowers the floor of the loss to 0.01 nats for 10572 classes.",
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_print_the_bound_for_a_script()
    {
        var result = await Command.NormFace("bound", "--classes", "10", "100", "--scale", "4", "--csv", "-")
            .RunAsync(Cancellation);

        var lines = result.Output.Trim().Split('\n');
        Assert.Equal("classes,scale,bound", lines[0].Trim());
        Assert.StartsWith("10,4,0.10047", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("100,4,1.00848", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_ask_the_doctor()
    {
        var result = await Command.NormFace("doctor").RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.All(
            ["SDK", "AVX2", "libtorch", "dispatcher", "autocast", "GEMM", "threads", "memory", "GPU", "MPI"],
            word => Assert.Contains(word, result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("scale --classes 1", "classCount must be at least 2, but was 1.")]
    [InlineData(
        "scale --classes 10 --floor 9", "floor must lie above 0 and below log(10) = 2.302585, the loss of guessing.")]
    [InlineData("scale --clases 10", "Unknown option --clases. Did you mean '--classes'? Options: --classes, ")]
    [InlineData(
        "verify --treshold 0.5 a.jpg b.jpg", "Unknown option --treshold. Did you mean '--threshold'? Options: ")]
    [InlineData(
        "align photographs --out aligned --tempate x",
        "Unknown option --tempate. Did you mean '--template'? Options: --out, --template, ")]
    [InlineData("align photographs --out2", "Unknown option --out2.")]
    [InlineData("verify a.jpg --treshold=0.5", "Unknown option --treshold.")]
    [InlineData(
        "embed photographs --out e.safetensors --face largest", "--face must not be given without --photographs")]
    [InlineData("scale --classes ten", "ten")]
    [InlineData("scale --classes 10 --floor x", "Cannot parse argument 'x' for option '--floor' as a number")]
    [InlineData("demo --steps abc", "Cannot parse argument 'abc' for option '--steps' as a whole number")]
    [InlineData("demo --steps 3", "--steps must lie in [30, 1000000], but was 3.")]
    [InlineData(
        "align photographs --out aligned --threads abc",
        "Cannot parse argument 'abc' for option '--threads' as a whole number")]
    [InlineData("nonsense", "Unknown command 'nonsense'. Commands: demo, ")]
    [InlineData("evaluate", "A command is missing. Commands: ")]
    [InlineData("verfy a.jpg b.jpg", "Unknown command 'verfy'. Did you mean 'verify'? Commands: demo, ")]
    [InlineData("evaluate lwf", "Unknown command 'lwf'. Did you mean 'lfw'? Commands: lfw, ")]
    [InlineData("help verfy", "There is no command 'verfy'. Did you mean 'verify'?")]
    [InlineData(
        "align photographs --out aligned --template five-point-96x113",
        "but was 'five-point-96x113'. Did you mean 'five-point-96x112'?")]
    [InlineData("verify a.jpg", "<pictures> is missing (1 given). Pictures: the two photographs to compare")]
    [InlineData("verify a.jpg b.jpg --face both", "--face must be only, central, largest, or a number from 1")]
    [InlineData("train --version", "Unknown option --version.")]
    [InlineData("scale --classes 10 --quiet --verbose", "--quiet and --verbose must not both be given")]
    [InlineData("bound --json --csv -", "Only one of --json and --csv can go to standard output")]
    public async Task A_wrong_argument_is_explained_in_a_line_and_ends_with_2(string arguments, string message)
    {
        var result = await Command.NormFace(arguments.Split(' ')).RunAsync(Cancellation);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify"), InlineData("evaluate lfw"), InlineData("evaluate"), InlineData("")]
    public async Task Help_of_a_command_is_shown_by_both_ways_to_ask(string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var asked = await Command.NormFace(["help", .. words]).RunAsync(Cancellation);
        var opted = await Command.NormFace([.. words, "--help"]).RunAsync(Cancellation);

        Assert.Equal(0, asked.ExitCode);
        Assert.Equal(opted.Output, asked.Output);
        Assert.Contains(
            command.Length > 0 ? $"normface {command}" : "help exit-codes", asked.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exit_codes_are_those_of_the_document()
    {
        var asked = await Command.NormFace("help", "exit-codes").RunAsync(Cancellation);

        var document = await File.ReadAllTextAsync(
            System.IO.Path.Combine(Repository.Root, "docs", "commands.md"), Cancellation);
        string[] codes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "130"];
        Assert.All(codes, code => Assert.Contains($"\n| {code} | ", document, StringComparison.Ordinal));
        Assert.All(codes, code => Assert.Matches($@"(?m)^\s*{code}\s+\S", asked.Output));
    }

    [Fact]
    public async Task Verbose_tells_details_on_standard_error_and_quiet_leaves_the_result_alone()
    {
        var usual = await Command.NormFace("scale", "--classes", "10").RunAsync(Cancellation);
        var quiet = await Command.NormFace("scale", "--classes", "10", "--quiet").RunAsync(Cancellation);
        var verbose = await Command.NormFace("scale", "--classes", "10", "--verbose").RunAsync(Cancellation);

        Assert.Equal((usual.Output, usual.Output, ""), (quiet.Output, verbose.Output, usual.Errors + quiet.Errors));
        Assert.Matches(@"^\[\d+\.\d\d s\] ", verbose.Errors);
    }

    [Fact]
    public async Task A_name_cannot_drive_the_terminal()
    {
        using var folder = new TemporaryFolder();
        const string name = "e\u001b]0;title\u0007\u202Egpj.npy";

        var result = await Command.NormFace(
            "evaluate", "all-pairs", "--embeddings", folder[name], "--names", folder["none"]).RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("e\uFFFD]0;title\uFFFD\uFFFDgpj.npy", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named_before_any_work_and_ends_with_1()
    {
        var result = await Command.NormFace("demo", "--out", "/dev/null/pictures").RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("/dev/null/pictures", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("first loss", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_demo_at_once_with_130()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sends SIGINT with kill.");
        using var folder = new TemporaryFolder();

        var result = await Command.NormFace("scale-demo", "--out", folder["pictures"]).Interruptible()
            .RunAsync(Cancellation, async process =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
            using var kill = Process.Start(
                "kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(Cancellation);
        });

        Assert.Equal(130, result.ExitCode);
        Assert.Contains("Interrupted.", result.Errors, StringComparison.Ordinal);
    }
}
