using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace NormFace;

public class ReproduceTests
{
    private const int People = 20;
    private const int Pictures = 6;
    private const int Side = 16;

    private const string Recipe = """
        {
          "name": "small", "licence": "none needed",
          "data": {
            "sources": [{ "path": "pictures", "exclude": { "list": "people.txt", "fold": 1 } }],
            "contract": { "width": 16, "height": 16, "template": "none", "crop": { "canvas": [16, 16], "columns": [0, 15], "rows": [0, 15] } }
          },
          "network": { "name": "compact", "options": { "width": 0.25, "featureSize": 8 } },
          "loss": { "name": "softmax" },
          "schedule": { "rate": 0.02 },
          "run": { "steps": 6, "batch": 8, "logEvery": 2, "checkpointEvery": 3 }
        }
        """;

    private const string Study = """
        {
          "name": "small", "recipe": "recipe.json", "seeds": [1, 2], "folds": [1, 2],
          "fineTuning": { "schedule": { "rate": 0.001 }, "run": { "steps": 4 } },
          "rows": [
            { "name": "softmax" },
            { "name": "both", "title": "both normalised", "changes": { "loss": { "name": "normalized-softmax", "scale": { "fixed": 8 } } } },
            { "name": "scratch", "fromScratch": true, "seeds": [1] }
          ],
          "test": { "pictures": "pictures", "people": "people.txt", "pairs": "pairs.txt", "componentFolds": [3] }
        }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_study_becomes_a_table_and_what_is_done_is_not_done_again()
    {
        using var folder = await Prepared();

        var first = await Reproduce(folder, "--row", "softmax");
        var all = await Reproduce(folder);
        var again = await Reproduce(folder);

        Assert.True(first.ExitCode == 0 && all.ExitCode == 0 && again.ExitCode == 0, first.ToString() + all + again);
        Assert.Contains("2 training runs, 2 to do", first.Output, StringComparison.Ordinal);
        Assert.Contains("5 training runs, 3 to do", all.Output, StringComparison.Ordinal);
        Assert.Contains("5 training runs, 0 to do", again.Output, StringComparison.Ordinal);
        var report = await File.ReadAllTextAsync(Path.Combine(folder["runs"], "report.md"), Cancellation);
        Assert.Contains("both normalised", report, StringComparison.Ordinal);
        Assert.Contains("5 of 5 trainings", report, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["runs"], "report.html")));
    }

    [Fact]
    public async Task A_row_that_is_repeated_gives_the_same_numbers()
    {
        using var folder = await Prepared();
        Assert.Equal(0, (await Reproduce(folder, "--row", "both")).ExitCode);
        var result = Path.Combine(folder["runs"], "results", "seed-2-both.json");
        var before = await File.ReadAllTextAsync(result, Cancellation);

        Directory.Delete(folder["runs"], recursive: true);
        Assert.Equal(0, (await Reproduce(folder, "--row", "both")).ExitCode);

        Assert.Equal(before, await File.ReadAllTextAsync(result, Cancellation));
        Assert.Equal(64, ((string)JsonNode.Parse(before)!["modelSha256"]!).Length);
    }

    [Fact]
    public async Task A_study_without_a_list_of_pairs_judges_all_pairs_of_the_stated_crop()
    {
        using var folder = await Prepared();
        var study = JsonNode.Parse(Study)!;
        study["test"]!.AsObject().Remove("pairs");
        await File.WriteAllTextAsync(folder["study.json"], study.ToJsonString(), Cancellation);
        var whole = await Reproduce(folder, "--row", "scratch");
        var result = Path.Combine(folder["runs"], "results", "seed-1-scratch.json");
        var before = JsonNode.Parse(await File.ReadAllTextAsync(result, Cancellation))!;

        study["test"]!["crop"] = JsonNode.Parse("""{ "canvas": [16, 16], "columns": [6, 9], "rows": [6, 9] }""");
        await File.WriteAllTextAsync(folder["study.json"], study.ToJsonString(), Cancellation);
        var cropped = await Reproduce(folder, "--row", "scratch");
        var after = JsonNode.Parse(await File.ReadAllTextAsync(result, Cancellation))!;

        Assert.True(whole.ExitCode == 0 && cropped.ExitCode == 0, whole.ToString() + cropped);
        // what is tested otherwise is another result
        Assert.Contains("training again", cropped.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "accuracy",
            await File.ReadAllTextAsync(Path.Combine(folder["runs"], "report.md"), Cancellation),
            StringComparison.Ordinal);
        Assert.Equal((string?)before["modelSha256"], (string?)after["modelSha256"]);
        Assert.False(JsonNode.DeepEquals(before["folds"], after["folds"]));
    }

    [Fact]
    public async Task A_study_may_train_and_test_on_features()
    {
        using var folder = await Prepared();
        await WriteRows(folder, "rows", seed: 3);
        var (recipe, study) = (JsonNode.Parse(Recipe)!, JsonNode.Parse(Study)!);
        recipe["data"] = JsonNode.Parse(
            """{ "sources": [{ "path": "rows.npy", "exclude": { "list": "people.txt", "fold": 1 } }] }""");
        recipe["network"] = JsonNode.Parse("""{ "name": "mlp", "options": { "hidden": [8], "featureSize": 4 } }""");
        study["test"] = JsonNode.Parse("""{ "pictures": "rows.npy", "people": "people.txt", "componentFolds": [3] }""");
        await File.WriteAllTextAsync(folder["recipe.json"], recipe.ToJsonString(), Cancellation);
        await File.WriteAllTextAsync(folder["study.json"], study.ToJsonString(), Cancellation);

        var result = await Reproduce(folder);

        Assert.True(result.ExitCode == 0, result.ToString());
        var report = await File.ReadAllTextAsync(Path.Combine(folder["runs"], "report.md"), Cancellation);
        Assert.Contains("5 of 5 trainings", report, StringComparison.Ordinal);
        Assert.Contains("Features as they are", report, StringComparison.Ordinal);
        Assert.DoesNotContain("image", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_may_leave_out_each_fold_in_turn_and_test_mirror_images_of_features()
    {
        using var folder = await Prepared();
        await WriteRows(folder, "rows", seed: 3);
        await WriteRows(folder, "mirror", seed: 4);
        var (recipe, study) = (JsonNode.Parse(Recipe)!, JsonNode.Parse(Study)!);
        recipe["data"] = JsonNode.Parse(
            """{ "sources": [{ "path": "rows.npy", "exclude": { "list": "people.txt", "fold": 1 } }] }""");
        recipe["network"] = JsonNode.Parse("""{ "name": "linear", "options": { "featureSize": 4 } }""");
        study["inTurn"] = true;
        study["rows"] = JsonNode.Parse("""[ { "name": "softmax", "fromScratch": true, "seeds": [1] } ]""");
        study["test"] = JsonNode.Parse(
            """{ "pictures": "rows.npy", "mirror": "mirror.npy", "people": "people.txt", "componentFolds": [1, 2] }""");
        await File.WriteAllTextAsync(folder["recipe.json"], recipe.ToJsonString(), Cancellation);
        await File.WriteAllTextAsync(folder["study.json"], study.ToJsonString(), Cancellation);

        var result = await Reproduce(folder);

        Assert.True(result.ExitCode == 0, result.ToString());
        var results = Path.Combine(folder["runs"], "results");
        Assert.Equal(
            ["seed-1-fold-1-softmax.json", "seed-1-fold-2-softmax.json"],
            Directory.GetFiles(results).Select(Path.GetFileName).Order());
        var recipes = new[] { 1, 2 }.Select(fold => JsonNode.Parse(File.ReadAllText(
            Path.Combine(folder["runs"], $"seed-1-fold-{fold}-softmax", "recipe.json")))!);
        Assert.Equal(
            ["1", "2"],
            recipes.Select(left => string.Join(' ', left["data"]!["sources"]![0]!["exclude"]!.AsArray()
                .Select(exclude => (int)exclude!["fold"]!))));
        var figures = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(results, "seed-1-fold-2-softmax.json"), Cancellation))!["folds"]!;
        Assert.Equal(["2"], figures.AsObject().Select(fold => fold.Key));
        Assert.Equal(
            ["front", "front-pca", "mirror", "mirror-pca"], figures["2"]!.AsObject().Select(way => way.Key).Order());
        Assert.False(JsonNode.DeepEquals(figures["2"]!["front"], figures["2"]!["mirror"]));

        await File.WriteAllLinesAsync(folder["mirror.labels.txt"], Labels().Reverse(), Cancellation);
        Directory.Delete(results, recursive: true);
        var refused = await Reproduce(folder);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("must have the rows and names of", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_without_any_result_says_so()
    {
        using var folder = await Prepared();

        var result = await Reproduce(folder, "--report-only");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Train first, or give the folder of the results", result.Errors, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Labels() =>
        Enumerable.Range(0, People).SelectMany(person => Enumerable.Repeat($"p{person}", Pictures));

    private static async Task WriteRows(TemporaryFolder folder, string name, int seed)
    {
        var random = new Random(seed);
        var rows = new List<float>();
        for (var person = 0; person < People; person++)
        {
            float[] voice = [.. Enumerable.Range(0, 6).Select(_ => random.NextSingle() - 0.5f)];
            for (var row = 0; row < Pictures; row++)
            {
                rows.AddRange(voice.Select(value => value + (0.2f * random.NextSingle())));
            }
        }

        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({People * Pictures}, 6), }}".PadRight(117);
        await File.WriteAllBytesAsync(
            folder[$"{name}.npy"],
            [
                0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes(header + "\n"),
                .. System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(rows.ToArray()),
            ],
            Cancellation);
        await File.WriteAllLinesAsync(folder[$"{name}.labels.txt"], Labels(), Cancellation);
    }

    private static Task<Command.Result> Reproduce(TemporaryFolder folder, params string[] options) =>
        Command.NormFace(["reproduce", folder["study.json"], "--out", folder["runs"], "--threads", "1", .. options])
            .RunAsync(Cancellation);

    private static async Task<TemporaryFolder> Prepared()
    {
        var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["recipe.json"], Recipe, Cancellation);
        await File.WriteAllTextAsync(folder["study.json"], Study, Cancellation);
        var random = new Random(1);
        for (var person = 0; person < People; person++)
        {
            Directory.CreateDirectory(folder[$"pictures/p{person}"]);
            byte[] color = [(byte)random.Next(40, 216), (byte)random.Next(40, 216), (byte)random.Next(40, 216)];
            for (var picture = 1; picture <= Pictures; picture++)
            {
                await File.WriteAllBytesAsync(
                    folder[$"pictures/p{person}/p{person}_{picture:D4}.bmp"], Bitmap(color, random), Cancellation);
            }
        }

        await File.WriteAllTextAsync(folder["people.txt"], "3\n" + Fold(0) + Fold(1) + Fold(2), Cancellation);
        await File.WriteAllTextAsync(folder["pairs.txt"], "3\t12\n" + Pairs(0) + Pairs(1) + Pairs(2), Cancellation);
        return folder;

        static string Fold(int fold) =>
            "5\n" + string.Concat(Enumerable.Range(5 * fold, 5).Select(person => $"p{person}\t{Pictures}\n"));

        static string Pairs(int fold) =>
            string.Concat(Enumerable.Range(0, 12).Select(
                pair =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"p{(5 * fold) + (pair % 5)}\t{1 + (pair / 5)}\t{4 + (pair / 5)}\n")))
            + string.Concat(Enumerable.Range(0, 12).Select(
                pair =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"p{(5 * fold) + (pair % 5)}\t{1 + (pair / 5)}\t"
                        + $"p{(5 * fold) + ((pair + 1) % 5)}\t{1 + (pair / 5)}\n")));
    }

    // 24 bits a pixel, no palette.
    private static byte[] Bitmap(byte[] color, Random random)
    {
        const int Header = 54;
        var file = new byte[Header + (Side * Side * 3)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), Header);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), Side);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), Side);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), 24);
        for (var index = Header; index < file.Length; index++)
        {
            file[index] = (byte)(color[(index - Header) % 3] + random.Next(-40, 40));
        }

        return file;
    }
}
