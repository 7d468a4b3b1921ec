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
    [InlineData("scale --clases 10", "Unknown option --clases. Options: --classes, ")]
    [InlineData("verify --treshold 0.5 a.jpg b.jpg", "Unknown option --treshold. Options: ")]
    [InlineData(
        "align photographs --out aligned --tempate x", "Unknown option --tempate. Options: --out, --template, ")]
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
    public async Task A_wrong_argument_is_explained_in_a_line_and_ends_with_2(string arguments, string message)
    {
        var result = await Command.NormFace(arguments.Split(' ')).RunAsync(Cancellation);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
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
