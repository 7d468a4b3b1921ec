using Xunit;

namespace NormFace;

public class ImportTests
{
    private static readonly string Checkpoint = System.IO.Path.GetFullPath(
        System.IO.Path.Combine(Repository.Root, "..", "shared", "data", "mobilefacenet-casia-112x96.ckpt"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_can_make_a_model_of_a_public_checkpoint()
    {
        Assert.SkipUnless(File.Exists(Checkpoint), "The checkpoint is not beside the repository.");
        using var folder = new TemporaryFolder();

        var result = await Command.NormFace(
            "import", Checkpoint, "--network", "mobilefacenet", "--out", folder["model"], "--crop", "8,0,96,112@112x112").RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.StartsWith(
            "mobilefacenet, 128 features, from mobilefacenet-casia-112x96.ckpt",
            result.Output,
            StringComparison.Ordinal);
        Assert.Contains("columns 8..103, rows 0..111 of 112x112", result.Output, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(folder["model"]).Length, 4_000_000, 4_200_000); // 1.0 M values of four bytes
    }

    [Theory]
    [InlineData("mobilefacenett", "8,0,96,112@112x112", "Did you mean 'mobilefacenet'?")]
    [InlineData("mobilefacenet", "8,0,96,112@112", "--crop must read left,top,width,height@WIDTHxHEIGHT")]
    [InlineData("mobilefacenet", "17,0,96,112@112x112", "crop must be a rectangle inside its canvas")]
    public async Task What_I_mistype_is_explained_before_anything_is_written(
        string network, string crop, string message)
    {
        using var folder = new TemporaryFolder();

        var result = await Command.NormFace(
            "import", "absent", "--network", network, "--out", folder["model"], "--crop", crop).RunAsync(Cancellation);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            message,
            string.Join(' ', result.Errors.Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        Assert.False(File.Exists(folder["model"]));
    }
}
