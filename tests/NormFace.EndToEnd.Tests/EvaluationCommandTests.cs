using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace NormFace;

public class EvaluationCommandTests
{
    private const int Size = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_can_evaluate_every_pair_and_see_the_hardest_ones()
    {
        using var folder = People(count: 30, pictures: 4);

        var found = await Evaluate(folder, "all-pairs", "--fmr", "0.01", "0.1", "--html", folder["out.html"]);

        Assert.Equal((120 * 119 / 2, 30 * 6), ((int)found["pairs"]!, (int)found["genuinePairs"]!));
        Assert.Equal([0.01, 0.1], found["tarAtFar"]!.AsArray().Select(rate => (double)rate!["far"]!));
        Assert.StartsWith("p", (string)found["hardest"]!["impostor"]![0]!["first"]!, StringComparison.Ordinal);
        Assert.Contains(
            "Verification over all pairs",
            await File.ReadAllTextAsync(folder["out.html"], Cancellation),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_search_a_gallery_that_I_list_and_one_that_is_drawn()
    {
        using var folder = People(count: 30, pictures: 4);
        await File.WriteAllLinesAsync(
            folder["gallery.txt"],
            Enumerable.Range(0, 20).Select(person => $"p{person}/p{person}_0.jpg"),
            Cancellation);
        await File.WriteAllLinesAsync(
            folder["probes.txt"], Enumerable.Range(0, 30).Select(person => $"p{person}/p{person}_1.jpg"), Cancellation);

        var listed = await Evaluate(
            folder,
            "identify",
            "--gallery",
            folder["gallery.txt"],
            "--probes",
            folder["probes.txt"],
            "--fpir",
            "0.1",
            "--rank",
            "1",
            "--html",
            folder["out.html"]);
        var drawn = await Evaluate(folder, "identify", "--definition", "per-search", "--unknown-share", "0.4");

        Assert.Equal(
            (20, 20, 10),
            ((int)listed["galleryIdentities"]!, (int)listed["matedProbes"]!, (int)listed["nonMatedProbes"]!));
        Assert.Equal(
            ["per-search", "per-candidate", "per-comparison"],
            listed["openSet"]!.AsArray().Select(rate => (string)rate!["definition"]!));
        Assert.Contains(
            "Open set: is it anyone?",
            await File.ReadAllTextAsync(folder["out.html"], Cancellation),
            StringComparison.Ordinal);
        Assert.Equal(
            (18, 18 * 3, 12 * 4),
            ((int)drawn["galleryIdentities"]!, (int)drawn["matedProbes"]!, (int)drawn["nonMatedProbes"]!));
        Assert.Contains("seed 1", (string)drawn["trial"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_pool_pictures_into_templates()
    {
        using var folder = People(count: 30, pictures: 4);
        await File.WriteAllLinesAsync(
            folder["templates.csv"],
            [
                "template,picture",
                .. Enumerable.Range(0, 120).Select(picture =>
                    $"{picture / 2},p{picture / 4}/p{picture / 4}_{picture % 4}.jpg")],
            Cancellation);

        var found = await Evaluate(folder, "all-pairs", "--templates", folder["templates.csv"], "--fmr", "0.1");

        Assert.Equal((60, 30), ((int)found["rows"]!, (int)found["genuinePairs"]!));
    }

    [Fact]
    public async Task I_can_keep_the_people_of_a_fold_only()
    {
        using var folder = People(count: 30, pictures: 4);
        await File.WriteAllTextAsync(folder["people.txt"], "2\n2\np0\t4\np1\t4\n1\np5\t4\n", Cancellation);

        var found = await Evaluate(
            folder, "all-pairs", "--people", folder["people.txt"], "--fold", "1", "--fmr", "0.5");

        Assert.Equal(8, (int)found["rows"]!);
    }

    [Fact]
    public async Task I_can_run_the_trials_of_BLUFR_on_my_own_pictures_and_they_say_that_they_are_generated()
    {
        using var folder = People(count: 60, pictures: 4);

        var found = await Evaluate(folder, "blufr", "--trials", "3", "--markdown", folder["out.md"]);

        Assert.True((bool)found["isGenerated"]!);
        Assert.Equal(3, found["verification"]![0]!["trials"]!.AsArray().Count);
        Assert.Contains(
            "generated", await File.ReadAllTextAsync(folder["out.md"], Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_evaluate_videos_by_mean_and_by_histogram()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(3);
        var names = new StringBuilder();
        List<float> values = [];
        for (var person = 0; person < 40; person++)
        {
            var centre = Direction(random);
            for (var frame = 0; frame < 10; frame++)
            {
                names.Append(CultureInfo.InvariantCulture, $"p{person}/{frame / 5}/{frame % 5}.jpg\n");
                values.AddRange(centre.Select(value => value + (0.3f * (float)(random.NextDouble() - 0.5))));
            }
        }

        await Write(folder, names.ToString(), [.. values]);
        var splits = Enumerable.Range(0, 40).SelectMany(person => new[]
        {
            $"{1 + (person / 20)}, {person}, p{person}/0, p{person}/1, 1",
            $"{1 + (person / 20)}, {100 + person}, p{person}/0, p{(person / 20 * 20) + ((person + 1) % 20)}/1, 0",
        });
        await File.WriteAllLinesAsync(folder["splits.txt"], splits, Cancellation);

        var found = await Evaluate(folder, "ytf", "--splits", folder["splits.txt"]);

        Assert.Equal(80, (int)found["pairs"]!);
        Assert.InRange((double)found["histogram"]!["accuracy"]!["mean"]!, 0.9, 1);
        Assert.All(
            found["histogram"]!["machines"]!.AsArray(),
            machine => Assert.InRange((double)machine!["kktGap"]!, 0, 1e-3));
    }

    [Fact]
    public async Task I_can_evaluate_any_list_and_compare_models_on_it()
    {
        using var folder = People(count: 40, pictures: 2);
        await WritePairs(folder, 40);
        await Write(
            folder, await File.ReadAllTextAsync(folder["names.txt"], Cancellation), Noisy(folder, 4), "noisy.npy");

        var pairs = await Evaluate(folder, "pairs", "--pairs", folder["pairs.csv"]);
        var result = await Command.NormFace(
            "evaluate",
            "compare",
            "--pairs",
            folder["pairs.csv"],
            "--embeddings",
            folder["e.npy"],
            folder["noisy.npy"],
            "--names",
            folder["names.txt"],
            "--labels", "good", "noisy", "--replicates", "50", "--json", folder["compare.json"]).RunAsync(Cancellation);

        Assert.Equal((80, 2), ((int)pairs["pairs"]!, (int)pairs["folds"]!));
        Assert.NotNull(pairs["versions"]!["best-threshold"]);
        Assert.True(result.ExitCode == 0, result.ToString());
        var compared = JsonNode.Parse(await File.ReadAllTextAsync(folder["compare.json"], Cancellation))!;
        Assert.Equal(["good", "noisy"], compared["models"]!.AsArray().Select(model => (string)model!["name"]!));
        Assert.True((double)compared["differences"]![0]!["auc"]!["difference"]! < 0);
        Assert.Contains("noisy minus good", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_evaluate_a_table_of_distances()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        await File.WriteAllLinesAsync(
            folder["scores.csv"],
            [
                "distance,decision",
                .. Enumerable.Range(0, 100).Select(index =>
                    FormattableString.Invariant(
                        $"{random.NextDouble() + (index % 2)},{(index % 2 == 0 ? "Yes" : "No")}"))],
            Cancellation);

        var result = await Command.NormFace(
            "evaluate",
            "pairs",
            "--scores",
            folder["scores.csv"],
            "--score-column",
            "distance",
            "--distance",
            "--replicates",
            "20",
            "--json",
            folder["out.json"]).RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(1, (double)JsonNode.Parse(await File.ReadAllTextAsync(folder["out.json"], Cancellation))!["auc"]!);
    }

    [Fact]
    public async Task Distances_that_are_given_as_scores_are_noticed()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(
            folder["scores.csv"],
            [
                "score,same",
                .. Enumerable.Range(0, 60).Select(index => FormattableString.Invariant(
                    $"{(index * 7 % 60 / 60.0) + (index % 2)},{1 - (index % 2)}"))],
            Cancellation);

        var evaluated = await Command.NormFace(
            "evaluate", "pairs", "--scores", folder["scores.csv"], "--replicates", "20").RunAsync(Cancellation);
        var calibrated = await Command.NormFace(
            "calibrate", "--scores", folder["scores.csv"], "--fmr", "0.5").RunAsync(Cancellation);

        Assert.Contains("add --distance", evaluated.Output, StringComparison.Ordinal);
        Assert.Equal(1, calibrated.ExitCode);
        Assert.Contains("as distances do", calibrated.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embeddings_of_another_model_are_not_calibrated_and_people_it_was_trained_on_are_noticed()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Repository.Root, "models", "faces.safetensors"), folder["m.safetensors"]);
        var own = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder["m.safetensors"])));
        WriteOwnForm(folder["own.safetensors"], own);
        WriteOwnForm(folder["foreign.safetensors"], new string('a', 64));

        var foreign = await Calibrate("foreign.safetensors");
        var first = await Calibrate("own.safetensors");

        Assert.Equal(2, foreign.ExitCode);
        Assert.Contains("--model must be the model that made", foreign.Errors, StringComparison.Ordinal);
        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Contains("Warning: 2 of 30 people have the names", first.Output, StringComparison.Ordinal);
        Assert.Contains("Replaced the calibration on all 325221 pairs", first.Output, StringComparison.Ordinal);

        Task<Command.Result> Calibrate(string embeddings) => Command.NormFace(
            "calibrate", "--embeddings", folder[embeddings], "--model", folder["m.safetensors"], "--fmr", "0.1",
            "--replicates", "20").RunAsync(Cancellation);

        // As 'embed' writes it, of 30 people with two pictures each, two of them marked as trained on.
        static void WriteOwnForm(string path, string modelSha256)
        {
            var random = new Random(2);
            var names = Encoding.UTF8.GetBytes(string.Concat(
                Enumerable.Range(0, 60).Select(row => $"p{row / 2}/{row % 2}.jpg\n")));
            var rows = new float[60 * 8];
            for (var row = 0; row < 60; row++)
            {
                for (var column = 0; column < 8; column++)
                {
                    rows[(row * 8) + column] = row % 2 == 1
                        ? rows[((row - 1) * 8) + column] + (0.3f * random.NextSingle()) : random.NextSingle() - 0.5f;
                }
            }

            var marks = new[] { "p3", "p7" }.Select(name => SHA256.HashData(Encoding.UTF8.GetBytes(name))[..4])
                .OrderBy(mark => BitConverter.ToUInt32(mark)).SelectMany(mark => mark).ToArray();
            var header = new JsonObject
            {
                ["__metadata__"] = new JsonObject
                {
                    ["model"] = "m.safetensors",
                    ["modelSha256"] = modelSha256,
                    ["trainedPeople"] = Convert.ToBase64String(marks),
                },
                ["embeddings"] = Tensor("F32", [60, 8], 0, 60 * 8 * 4),
                ["names"] = Tensor("U8", [names.Length], 60 * 8 * 4, (60 * 8 * 4) + names.Length),
            };
            var text = Encoding.UTF8.GetBytes(header.ToJsonString());
            File.WriteAllBytes(
                path,
                [
                    .. BitConverter.GetBytes((long)text.Length), .. text,
                    .. System.Runtime.InteropServices.MemoryMarshal.AsBytes(rows.AsSpan()), .. names,
                ]);
        }

        static JsonObject Tensor(string type, int[] shape, int start, int end) => new()
        {
            ["dtype"] = type,
            ["shape"] = new JsonArray([.. shape.Select(length => (JsonNode)length)]),
            ["data_offsets"] = new JsonArray(start, end),
        };
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
    public async Task I_can_calibrate_and_am_told_what_the_data_cannot_support()
    {
        using var folder = People(count: 40, pictures: 3);

        var result = await Command.NormFace(
            "calibrate",
            "--embeddings",
            folder["e.npy"],
            "--names",
            folder["names.txt"],
            "--fmr",
            "0.01",
            "--replicates",
            "20",
            "--json",
            folder["out.json"]).RunAsync(Cancellation);
        var refused = await Command.NormFace(
            "calibrate",
            "--embeddings",
            folder["e.npy"],
            "--names",
            folder["names.txt"],
            "--fmr",
            "0.000001").RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        var record = JsonNode.Parse(await File.ReadAllTextAsync(folder["out.json"], Cancellation))!;
        Assert.Equal(0.01, (double)record["thresholds"]![0]!["wantedRate"]!);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("At least 10000000 impostor pairs would be needed", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_networks_calibration_goes_into_the_contract_that_is_named()
    {
        using var folder = People(count: 40, pictures: 3);
        var (network, contract) = (Path.Combine(Repository.Root, "models", "faces.onnx"), folder["elsewhere.json"]);
        await File.WriteAllTextAsync(
            contract,
            """
            { "contract": { "width": 48, "height": 56, "channels": "rgb", "mean": 127.5, "factor": 0.01, "template": "five-point-96x112",
              "crop": { "canvasWidth": 48, "canvasHeight": 56, "left": 0, "top": 0, "width": 48, "height": 56 } } }
            """,
            Cancellation);
        string[] calibrate =
        [
            "calibrate",
            "--embeddings",
            folder["e.npy"],
            "--names",
            folder["names.txt"],
            "--fmr",
            "0.01",
            "--replicates",
            "20",
            "--contract",
            contract,
        ];

        var result = await Command.NormFace([.. calibrate, "--model", network]).RunAsync(Cancellation);
        var alone = await Command.NormFace(calibrate).RunAsync(Cancellation);
        var needless = await Command.NormFace([.. calibrate, "--model", Path.ChangeExtension(network, ".safetensors")])
            .RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(
            0.01,
            (double)JsonNode.Parse(
                await File.ReadAllTextAsync(contract,
                    Cancellation))!["calibration"]!["thresholds"]![0]!["wantedRate"]!);
        Assert.Contains("name the network too", alone.Errors, StringComparison.Ordinal);
        Assert.Contains("leave out --contract", needless.Errors, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> Evaluate(TemporaryFolder folder, string protocol, params string[] options)
    {
        string[] replicates = protocol == "blufr" ? [] : ["--replicates", "20"];
        var result = await Command.NormFace(
            [
                "evaluate",
                protocol,
                "--embeddings",
                folder["e.npy"],
                "--names",
                folder["names.txt"],
                "--json",
                folder["out.json"],
                .. replicates,
                .. options]).RunAsync(Cancellation);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Empty(result.Errors);
        var found = JsonNode.Parse(await File.ReadAllTextAsync(folder["out.json"], Cancellation))!;
        Assert.Equal(("normface.evaluation/1", protocol), ((string)found["schema"]!, (string)found["protocol"]!));
        return found;
    }

    private static TemporaryFolder People(int count, int pictures)
    {
        var folder = new TemporaryFolder();
        var random = new Random(1);
        var names = new StringBuilder();
        List<float> values = [];
        for (var person = 0; person < count; person++)
        {
            var centre = Direction(random);
            for (var picture = 0; picture < pictures; picture++)
            {
                names.Append(CultureInfo.InvariantCulture, $"p{person}/p{person}_{picture}.jpg\n");
                values.AddRange(centre.Select(value => value + (0.5f * (float)(random.NextDouble() - 0.5))));
            }
        }

        File.WriteAllText(folder["names.txt"], names.ToString());
        File.WriteAllBytes(folder["e.npy"], EvaluateTests.Matrix([.. values], Size));
        return folder;
    }

    private static async Task WritePairs(TemporaryFolder folder, int people) => await File.WriteAllLinesAsync(
        folder["pairs.csv"],
        ["first,second,same,fold", .. Enumerable.Range(0, people).SelectMany(person => new[]
        {
            FormattableString.Invariant($"p{person}/p{person}_0.jpg,p{person}/p{person}_1.jpg,1,{person * 2 / people}"),
            FormattableString.Invariant($"p{person}/p{person}_0.jpg,p{(person + 1) % people}/")
                + FormattableString.Invariant($"p{(person + 1) % people}_1.jpg,0,{person * 2 / people}"),
        })],
        Cancellation);

    // The numbers follow the header of 128 bytes.
    private static float[] Noisy(TemporaryFolder folder, float noise)
    {
        var random = new Random(2);
        var bytes = File.ReadAllBytes(folder["e.npy"]).AsSpan(128);
        return [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(
            value => value + (noise * (float)(random.NextDouble() - 0.5)))];
    }

    private static async Task Write(TemporaryFolder folder, string names, float[] values, string file = "e.npy")
    {
        await File.WriteAllTextAsync(folder["names.txt"], names, Cancellation);
        await File.WriteAllBytesAsync(folder[file], EvaluateTests.Matrix(values, Size), Cancellation);
    }

    private static float[] Direction(Random random) =>
        [.. Enumerable.Range(0, Size).Select(_ => (float)(random.NextDouble() - 0.5))];
}
