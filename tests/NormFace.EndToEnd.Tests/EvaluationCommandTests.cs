using System.Text.Json.Nodes;
using Xunit;

namespace NormFace;

public class EvaluationCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_can_evaluate_every_pair_and_see_the_hardest_ones()
    {
        using var folder = DrawnPeople.Create(count: 30, pictures: 4);

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
        using var folder = DrawnPeople.Create(count: 30, pictures: 4);
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
        using var folder = DrawnPeople.Create(count: 30, pictures: 4);
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
        using var folder = DrawnPeople.Create(count: 30, pictures: 4);
        await File.WriteAllTextAsync(folder["people.txt"], "2\n2\np0\t4\np1\t4\n1\np5\t4\n", Cancellation);

        var found = await Evaluate(
            folder, "all-pairs", "--people", folder["people.txt"], "--fold", "1", "--fmr", "0.5");

        Assert.Equal(8, (int)found["rows"]!);
    }

    [Fact]
    public async Task I_can_run_the_trials_of_BLUFR_on_my_own_pictures_and_they_say_that_they_are_generated()
    {
        using var folder = DrawnPeople.Create(count: 60, pictures: 4);

        var found = await Evaluate(folder, "blufr", "--trials", "3", "--markdown", folder["out.md"]);

        Assert.True((bool)found["isGenerated"]!);
        Assert.Equal(3, found["verification"]![0]!["trials"]!.AsArray().Count);
        Assert.Contains(
            "generated", await File.ReadAllTextAsync(folder["out.md"], Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_evaluate_videos_by_mean_and_by_histogram()
    {
        using var folder = DrawnPeople.CreateVideos();

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
        using var folder = DrawnPeople.Create(count: 40, pictures: 2);
        DrawnPeople.WritePairs(folder, 40);
        DrawnPeople.WriteNoisy(folder, 4);

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
}
