using System.Text.Json.Nodes;
using Xunit;

namespace NormFace;

public class ConditionsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_can_measure_aligned_faces_and_see_where_a_model_errs()
    {
        using var folder = DrawnPeople.Create(count: 30, pictures: 4);
        DrawnPeople.WriteNoisy(folder, 2);
        foreach (var name in await File.ReadAllLinesAsync(folder["names.txt"], Cancellation))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder["faces/" + name])!);
            await File.WriteAllBytesAsync(
                folder["faces/" + Path.ChangeExtension(name, ".png")], PictureBytes.Png(96, 112), Cancellation);
        }

        var measured = await Command.NormFace("conditions", folder["faces"], "--csv", folder["measured.csv"])
            .RunAsync(Cancellation);
        string[] rows = await File.ReadAllLinesAsync(folder["measured.csv"], Cancellation);
        await File.WriteAllLinesAsync(
            folder["conditions.csv"],
            rows.Select((row, line) => row + (line == 0 ? ",camera" : line % 4 < 2 ? ",door" : ",gate")),
            Cancellation);
        var result = await Evaluate(
            folder, "all-pairs", "--fmr", "0.05", "--html", folder["out.html"], "--curves", folder["curves"]);

        Assert.True(measured.ExitCode == 0, measured.ToString());
        Assert.Equal(("name,sharpness,brightness,contrast", "p0/p0_0.png,0,120,0"), (rows[0], rows[1]));
        Assert.True(result.ExitCode == 0, result.ToString());
        var errors = (await Json(folder))["errorsByCondition"]!;
        Assert.Equal(["camera"], errors["conditions"]!.AsArray().Select(condition => (string)condition!["column"]!));
        Assert.Equal((120, 0), ((int)errors["pictures"]!, (int)errors["picturesWithoutRow"]!));
        Assert.Contains("0.05 on these pairs", (string)errors["thresholdOrigin"]!, StringComparison.Ordinal);
        Assert.Contains("genuine pairs lost:", result.Output, StringComparison.Ordinal);
        Assert.Contains("Left out: sharpness: all pictures have the same", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Where the errors are",
            await File.ReadAllTextAsync(folder["out.html"], Cancellation),
            StringComparison.Ordinal);
        Assert.Equal(
            7, (await File.ReadAllLinesAsync(folder["curves/errors-by-condition.csv"], Cancellation)).Length);
    }

    [Fact]
    public async Task Listed_pairs_have_the_errors_of_the_threshold_that_I_give()
    {
        using var folder = DrawnPeople.Create(count: 60, pictures: 2);
        DrawnPeople.WriteNoisy(folder, 2);
        DrawnPeople.WritePairs(folder, 60);
        await WriteAges(folder, 60);

        var result = await Evaluate(
            folder, "pairs", "--pairs", folder["pairs.csv"], "--threshold", "0.5", "--bins", "2");

        Assert.True(result.ExitCode == 0, result.ToString());
        var errors = (await Json(folder))["errorsByCondition"]!;
        Assert.Equal((0.5, "given"), ((double)errors["threshold"]!, (string)errors["thresholdOrigin"]!));
        var bins = errors["conditions"]![0]!["bins"]!.AsArray();
        Assert.Equal(2, bins.Count);
        Assert.Equal(60, bins.Sum(bin => (int)bin!["genuine"]!["pairs"]!));
        Assert.Equal(60, bins.Sum(bin => (int)bin!["impostor"]!["pairs"]!));
    }

    [Theory]
    [InlineData("needs '--conditions'", "--threshold", "0.5")]
    [InlineData("both set the threshold", "--conditions", "c.csv", "--threshold", "0.5", "--model", "m.safetensors")]
    [InlineData("--bins must lie in [2, 20], but was 1.", "--conditions", "c.csv", "--bins", "1")]
    public async Task Options_that_do_not_fit_are_refused(string expected, params string[] options)
    {
        using var folder = DrawnPeople.Create(count: 4, pictures: 2);

        var result = await Command.NormFace(
            ["evaluate", "all-pairs", "--embeddings", folder["e.npy"], "--names", folder["names.txt"], .. options])
            .RunAsync(Cancellation);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_with_a_row_too_many_is_bad_data_and_named_with_its_line()
    {
        using var folder = DrawnPeople.Create(count: 30, pictures: 4);
        await File.WriteAllLinesAsync(
            folder["conditions.csv"], ["name,age", "p0/p0_0.jpg,3", "p0/p0_0.jpg,4"], Cancellation);

        var result = await Evaluate(folder, "all-pairs", "--fmr", "0.05");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("conditions.csv(3): expected one row for each", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calibrated_model_gives_its_threshold()
    {
        using var folder = DrawnPeople.Create(count: 60, pictures: 2);
        DrawnPeople.WritePairs(folder, 60);
        await WriteAges(folder, 60);

        var result = await Evaluate(
            folder,
            "pairs",
            "--pairs",
            folder["pairs.csv"],
            "--fmr",
            "0.1",
            "--model",
            Path.Combine(Repository.Root, "models", "faces.safetensors"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("must be one that was calibrated", result.Errors, StringComparison.Ordinal);

        var known = await Evaluate(
            folder,
            "pairs",
            "--pairs",
            folder["pairs.csv"],
            "--model",
            Path.Combine(Repository.Root, "models", "faces.safetensors"));

        Assert.True(known.ExitCode == 0, known.ToString());
        Assert.Equal(
            "calibrated for a false match rate of 0.001, faces.safetensors",
            (string)(await Json(folder))["errorsByCondition"]!["thresholdOrigin"]!);
    }

    private static Task WriteAges(TemporaryFolder folder, int people) => File.WriteAllLinesAsync(
        folder["conditions.csv"],
        [
            "name;age",
            .. Enumerable.Range(0, people).SelectMany(person => new[]
            {
                FormattableString.Invariant($"p{person}/p{person}_0.jpg;20"),
                FormattableString.Invariant($"p{person}/p{person}_1.jpg;{20 + person}"),
            }),
        ],
        Cancellation);

    private static async Task<JsonNode> Json(TemporaryFolder folder) =>
        JsonNode.Parse(await File.ReadAllTextAsync(folder["out.json"], Cancellation))!;

    private static Task<Command.Result> Evaluate(TemporaryFolder folder, string protocol, params string[] options) =>
        Command.NormFace(
        [
            "evaluate",
            protocol,
            "--embeddings",
            folder[File.Exists(folder["noisy.npy"]) ? "noisy.npy" : "e.npy"],
            "--names",
            folder["names.txt"],
            "--conditions",
            folder["conditions.csv"],
            "--replicates",
            "20",
            "--json",
            folder["out.json"],
            .. options,
        ]).RunAsync(Cancellation);
}
