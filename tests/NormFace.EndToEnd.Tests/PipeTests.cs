using System.Text.Json;
using Xunit;

namespace NormFace;

public sealed class PipeTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("$normface verify <(cat a.png) b.png")]
    [InlineData("cat a.png | $normface verify - b.png")]
    [InlineData("$normface verify a.png /dev/stdin < b.png")]
    [InlineData("mkfifo pipe; cat a.png > pipe & $normface verify pipe b.png")]
    public async Task A_picture_is_read_from_a_pipe(string line)
    {
        await WritePicturesAsync();

        var result = await Shell(line);

        Assert.True(result.ExitCode == 4, result.ToString()); // no face in either, so both were decoded
        Assert.Equal(2, result.Output.Split("no face was found in its 64x48 pixels").Length - 1);
    }

    [Fact]
    public async Task Standard_input_is_read_once()
    {
        await WritePicturesAsync();

        var result = await Shell("cat a.png | $normface verify - -");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("- is standard input and can be named once", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archives_and_embeddings_are_read_from_pipes_and_JSON_is_all_that_standard_output_holds()
    {
        await WritePicturesAsync();
        System.IO.Compression.ZipFile.CreateFromDirectory(folder["set"], folder["set.zip"]);

        var inspected = await Shell("cat set.zip | $normface data inspect - --json");
        var embedded = await Shell(
            "cat set.zip | $normface embed - --crop 0,0,64,48@64x48 --out e.npy --names n.txt --json - --quiet");
        var measured = await Shell("$normface evaluate all-pairs --embeddings <(cat e.npy) --names n.txt --json");

        Assert.Equal(4, JsonDocument.Parse(inspected.Output).RootElement.GetProperty("pictureCount").GetInt32());
        Assert.True(embedded.ExitCode == 0, embedded.ToString());
        Assert.Equal(4, JsonDocument.Parse(embedded.Output).RootElement.GetProperty("pictureCount").GetInt32());
        Assert.True(measured.ExitCode == 0, measured.ToString());
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(measured.Output).RootElement.ValueKind);
        Assert.Empty(measured.Errors);
    }

    [Theory]
    [InlineData("$normface scale --classes 10 --json absent/s.json", "the folder {0}/absent does not exist. Create it")]
    [InlineData("$normface bound --csv absent/b.csv", "the folder {0}/absent does not exist. Create it")]
    public async Task A_file_is_not_written_into_a_folder_that_does_not_exist(string line, string message)
    {
        var result = await Shell(line);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message.Replace("{0}", folder.Path, StringComparison.Ordinal), result.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["absent"]));
    }

    [Fact]
    public async Task A_picture_that_follows_json_is_read_and_not_written_over()
    {
        await WritePicturesAsync();
        var before = await File.ReadAllBytesAsync(folder["a.png"], Cancellation);

        var result = await Shell("$normface verify --json a.png b.png");

        Assert.Equal("none", JsonDocument.Parse(result.Output).RootElement.GetProperty("answer").GetString());
        Assert.Equal(before, await File.ReadAllBytesAsync(folder["a.png"], Cancellation));
    }

    [Fact]
    public async Task Pictures_of_one_name_in_two_folders_are_told_apart()
    {
        await WritePicturesAsync();

        var result = await Shell("$normface verify set/one/face.png set/two/face.png");
        var json = await Shell("$normface verify set/one/face.png set/two/face.png --json");

        Assert.StartsWith("one/face.png: no face", result.Output, StringComparison.Ordinal);
        Assert.Contains("two/face.png: no face", result.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["one/face.png", "two/face.png"],
            JsonDocument.Parse(json.Output).RootElement.GetProperty("pictures").EnumerateArray()
                .Select(picture => picture.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task The_pictures_of_ORL_and_Yale_are_read()
    {
        var values = string.Concat(Enumerable.Repeat("7 ", 64 * 48));
        await File.WriteAllTextAsync(folder["s1.pgm"], "P2 64 48 255 " + values, Cancellation);
        await WritePicturesAsync();

        var result = await Shell("$normface verify s1.pgm a.png");

        Assert.Contains("s1.pgm: no face was found in its 64x48 pixels", result.Output, StringComparison.Ordinal);
    }

    private Task<Command.Result> Shell(string line)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Uses bash.");
        return (Command.Shell(line).WithMtcnn() with { Folder = folder.Path }).RunAsync(Cancellation);
    }

    private async Task WritePicturesAsync()
    {
        foreach (var path in new[]
            { "a.png", "b.png", "set/one/face.png", "set/one/other.png", "set/two/face.png", "set/two/other.png" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
            await File.WriteAllBytesAsync(folder[path], PictureBytes.Png(64, 48), Cancellation);
        }
    }
}
