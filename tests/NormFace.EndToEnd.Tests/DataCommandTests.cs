using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace NormFace;

public class DataCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_can_inspect_a_folder_of_pictures()
    {
        using var folder = new TemporaryFolder();
        WriteBitmap(folder["set/anna/1.bmp"], 20, 10);
        WriteBitmap(folder["set/ben/1.bmp"], 20, 10); // the same bytes
        WriteBitmap(folder["set/ben/2.bmp"], 30, 10);
        await File.WriteAllTextAsync(folder["set/ben/torn.jpg"], "no picture", Cancellation);

        var result = await Command.NormFace(
            "data", "inspect", folder["set"], "--json", folder["found.json"], "--threads", "2").RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.StartsWith("4 pictures of 2 identities", result.Output, StringComparison.Ordinal);
        Assert.Contains("anna/1.bmp  ben/1.bmp  (different identities)", result.Output, StringComparison.Ordinal);
        Assert.Contains("ben/torn.jpg: it is not a JPEG", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Errors); // no progress into a pipe
        using var found = JsonDocument.Parse(await File.ReadAllBytesAsync(folder["found.json"], Cancellation));
        Assert.Equal(4, found.RootElement.GetProperty("pictureCount").GetInt32());
        Assert.Equal("ben/torn.jpg", found.RootElement.GetProperty("unreadable")[0].GetProperty("picture").GetString());
        Assert.Equal(
            ["found.json", "set"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("--strict", 1, "torn.jpg")]
    [InlineData("--threads 0", 2, "--threads must lie in [1, 1024], but was 0.")]
    [InlineData("--threads x", 2, "x")]
    public async Task A_failure_is_one_message_and_an_exit_code(string option, int exitCode, string message)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["torn.jpg"], "no picture", Cancellation);

        var result = await Command.NormFace(["data", "inspect", folder.Path, .. option.Split(' ')])
            .RunAsync(Cancellation);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "there is nothing at")]
    [InlineData("a.zip", "expected a whole zip archive")]
    [InlineData("a.bin", "os.system")]
    public async Task A_path_without_pictures_ends_with_1(string name, string message)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["a.zip"], "no archive", Cancellation);
        await File.WriteAllTextAsync(folder["a.bin"], "cos\nsystem\n(S'touch never'\ntR.", Cancellation);

        var result = await Command.NormFace("data", "inspect", folder[name]).RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Errors.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public async Task Ctrl_C_ends_an_inspection_with_130_and_leaves_no_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sends SIGINT with kill.");
        using var folder = new TemporaryFolder();
        for (var picture = 0; picture < 200; picture++)
        {
            WriteBitmap(folder[$"set/a/{picture}.bmp"], 4000, 4000); // many seconds in all
        }

        var result = await Command.NormFace(
            "data",
            "inspect",
            folder["set"],
            "--json",
            folder["found.json"],
            "--threads",
            "1").Interruptible().RunAsync(Cancellation, async process =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
            using var kill = Process.Start(
                "kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(Cancellation);
        });

        Assert.Equal(130, result.ExitCode);
        Assert.Contains("Interrupted.", result.Errors, StringComparison.Ordinal);
        Assert.Equal(["set"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    // A bitmap of one colour, 8 bits with run lengths: large pictures in small files.
    private static void WriteBitmap(string path, int width, int height)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        for (var row = 0; row < height; row++)
        {
            for (var left = width; left > 0; left -= 255)
            {
                writer.Write([(byte)Math.Min(left, 255), (byte)1]);
            }

            writer.Write([(byte)0, (byte)0]);
        }

        writer.Write([(byte)0, (byte)1]);
        var runs = file.ToArray();
        using var bitmap = new BinaryWriter(File.Create(path));
        bitmap.Write("BM"u8);
        bitmap.Write(62 + runs.Length);
        bitmap.Write(0);
        bitmap.Write(62);
        bitmap.Write(40);
        bitmap.Write(width);
        bitmap.Write(height);
        bitmap.Write((ushort)1);
        bitmap.Write((ushort)8);
        bitmap.Write(1);
        bitmap.Write(runs.Length);
        bitmap.Write(0L);
        bitmap.Write(2);
        bitmap.Write(0);
        bitmap.Write(0x00000000);
        bitmap.Write(0x00ff8040);
        bitmap.Write(runs);
    }
}
