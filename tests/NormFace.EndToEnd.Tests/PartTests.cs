using Xunit;

namespace NormFace;

/// <summary>A model is cut and joined on the command line.</summary>
public class PartTests
{
    private static readonly string Model = Path.Combine(Repository.Root, "models", "faces.safetensors");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_model_that_ships_is_cut_and_joined_to_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var (head, tail) = (folder["head.safetensors"], folder["tail.safetensors"]);

        var cut = await Command.NormFace("cut", Model, "--after", "conv2.prelu", "--head", head, "--tail", tail)
            .RunAsync(Cancellation);
        var join = await Command.NormFace("join", head, tail, "--out", folder["joined.safetensors"])
            .RunAsync(Cancellation);

        Assert.True(cut.ExitCode == 0 && join.ExitCode == 0, cut.ToString() + join);
        Assert.Equal(
            await File.ReadAllBytesAsync(Model, Cancellation),
            await File.ReadAllBytesAsync(folder["joined.safetensors"], Cancellation));
    }

    [Fact]
    public async Task A_layer_that_is_not_there_is_answered_with_those_that_are()
    {
        using var folder = new TemporaryFolder();

        var cut = await Command.NormFace(
                "cut", Model, "--after", "nowhere",
                "--head", folder["h.safetensors"], "--tail", folder["t.safetensors"])
            .RunAsync(Cancellation);

        Assert.NotEqual(0, cut.ExitCode);
        Assert.Contains("'nowhere' is none. Possible: conv1.conv,", cut.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["h.safetensors"]));
    }
}
