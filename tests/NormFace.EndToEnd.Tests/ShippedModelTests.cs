using System.Text;
using Xunit;

namespace NormFace;

public class ShippedModelTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_no_model_is_named_the_one_that_ships_embeds_and_is_named_in_the_file()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder["pictures"], "someone"));
        var picture = Path.Combine(Repository.Root, "docs", "images", "demo-report.png"); // any picture
        File.Copy(picture, Path.Combine(folder["pictures"], "someone", "a.png"));
        var size = Png.Size(picture);

        var result = await Command.NormFace(
            "embed", folder["pictures"], "--out", folder["e.safetensors"],
            "--crop", $"0,0,{size.Width},{size.Height}@{size.Width}x{size.Height}").RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        var header = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(folder["e.safetensors"], Cancellation));
        Assert.Contains("faces.safetensors", header, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_was_copied_without_its_model_says_what_to_do()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Repository.Output("NormFace.Cli")))
        {
            File.Copy(file, folder[Path.GetFileName(file)]);
        }

        var result = await Command.Dotnet(
            folder["normface.dll"],
            "embed",
            folder["pictures"],
            "--out",
            folder["e.safetensors"]).RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--model", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_is_small_enough_to_ship() =>
        Assert.InRange(
            new FileInfo(Path.Combine(Repository.Root, "models", "faces.safetensors")).Length, 1, 10_000_000);
}
