using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace NormFace;

public class TrainingTests
{
    private const string Recipe = """
        {
          "name": "small", "seed": 3, "licence": "none needed",
          "data": {
            "sources": [{ "synthetic": { "identities": 12, "pictures": 6 } }],
            "contract": { "width": 16, "height": 16, "template": "drawn", "crop": { "canvas": [48, 56], "columns": [0, 47], "rows": [0, 55] } },
            "augmentation": { "mirror": true, "jitter": 1 }
          },
          "network": { "name": "compact", "options": { "width": 0.25, "featureSize": 16 } },
          "loss": { "name": "softmax", "dropout": 0.3 },
          "schedule": { "rate": 0.05, "shape": "cosine", "warmUp": 2 },
          "run": { "steps": 400, "batch": 8, "logEvery": 10, "checkpointEvery": 10 }
        }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_can_kill_a_run_at_any_step_and_resume_it_to_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["recipe.json"], Recipe, Cancellation);
        var whole = await Train(folder, "whole").RunAsync(Cancellation);
        Assert.True(whole.ExitCode == 0, whole.ToString());

        var random = new Random(20261123);
        var kills = 0;
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var result = await Train(folder, "killed").RunAsync(Cancellation, async process =>
            {
                await Task.Delay(random.Next(400, 2200), Cancellation);
                process.Kill(); // signal 9: nothing of the program's own runs any more
            });
            kills += result.ExitCode == 0 ? 0 : 1;
        }

        var resumed = await Train(folder, "killed").RunAsync(Cancellation);

        Assert.True(resumed.ExitCode == 0, resumed.ToString());
        Assert.True(
            kills >= 2, $"Only {kills} runs were killed before their end: the test is too fast to mean anything.");
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(folder["whole"], "model.safetensors"), Cancellation),
            await File.ReadAllBytesAsync(Path.Combine(folder["killed"], "model.safetensors"), Cancellation));
        Assert.Equal(Losses(folder["whole"]), Losses(folder["killed"]));
    }

    [Fact]
    public async Task I_can_train_and_embed_and_each_row_has_its_name()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["recipe.json"], Recipe, Cancellation);
        await Train(folder, "run", "run.steps=10", "run.logEvery=5").RunAsync(Cancellation);
        Directory.CreateDirectory(Path.Combine(folder["pictures"], "someone"));
        // any picture, whole
        File.Copy(Path.Combine(folder["run"], "curves.png"), Path.Combine(folder["pictures"], "someone", "a.png"));

        var size = Png.Size(Path.Combine(folder["run"], "curves.png"));
        var result = await Command.NormFace(
            "embed", "--model", Path.Combine(folder["run"], "model.safetensors"), folder["pictures"],
            "--out", folder["e.npy"], "--names", folder["names.txt"], "--mirror", "concat",
            "--crop", $"0,0,{size.Width},{size.Height}@{size.Width}x{size.Height}").RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(["someone/a.png"], await File.ReadAllLinesAsync(folder["names.txt"], Cancellation));
        var bytes = await File.ReadAllBytesAsync(folder["e.npy"], Cancellation);
        Assert.Contains(
            "'shape': (1, 32)", System.Text.Encoding.ASCII.GetString(bytes[..128]), StringComparison.Ordinal);
        Assert.Equal(128 + (32 * sizeof(float)), bytes.Length);
    }

    [Fact]
    public async Task Pictures_of_another_size_are_refused_by_name_with_both_sizes()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["recipe.json"], Recipe, Cancellation);
        await Train(folder, "run", "run.steps=10", "run.logEvery=5").RunAsync(Cancellation);
        Directory.CreateDirectory(folder["pictures"]);
        File.Copy(Path.Combine(folder["run"], "curves.png"), Path.Combine(folder["pictures"], "curves.png"));

        var result = await Command.NormFace(
            "embed", "--model", Path.Combine(folder["run"], "model.safetensors"), folder["pictures"],
            "--out", folder["e.npy"], "--names", folder["names.txt"]).RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("curves.png", result.Errors, StringComparison.Ordinal);
        Assert.Contains("48x56", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["e.npy"]));
    }

    [Fact]
    public async Task A_mistyped_key_ends_with_wrong_usage_and_a_suggestion()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["recipe.json"], Recipe, Cancellation);

        var result = await Train(folder, "run", "run.stepz=10").RunAsync(Cancellation);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Did you mean 'steps'?", result.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Theory]
    [InlineData("data.sources={\"path\":\"nowhere.zip\"}", "nowhere.zip")]
    [InlineData("loss={\"name\":\"arcface\",\"marginRadians\":2}", "π/2")]
    [InlineData("loss={\"name\":\"normalized-softmax\",\"scale\":{\"floor\":9}}", "12 identities")]
    [InlineData("network.options.width=40", "network.options.width")]
    [InlineData("data.contract.channels=grey", "data.contract.channels")]
    public async Task A_start_that_fails_leaves_no_folder_and_the_corrected_recipe_starts_there(
        string change, string told)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["recipe.json"], Recipe, Cancellation);

        var failed = await Train(folder, "run", change).RunAsync(Cancellation);

        Assert.NotEqual(0, failed.ExitCode);
        Assert.Contains(told, failed.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]), failed.ToString());
        var corrected = await Command.NormFace(
            "train", folder["recipe.json"], "--out", folder["run"], "--set", "run.steps=4").RunAsync(Cancellation);
        Assert.True(corrected.ExitCode == 0, corrected.ToString());
    }

    [Fact]
    public async Task Interrupting_a_run_leaves_a_checkpoint_and_ends_as_a_shell_expects()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["recipe.json"], Recipe, Cancellation);

        var result = await Train(folder, "run", "run.steps=100000", "run.checkpointEvery=100000").Interruptible()
            .RunAsync(Cancellation, async process =>
        {
            while (!File.Exists(Path.Combine(folder["run"], "log.jsonl")) && !process.HasExited)
            {
                await Task.Delay(50, Cancellation);
            }

            Directory.CreateDirectory(Path.Combine(folder["run"], "curves.png")); // in the way of the curves
            using var interrupt = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]);
            await interrupt.WaitForExitAsync(Cancellation);
        });

        Assert.True(result.ExitCode == 130, result.ToString());
        Assert.Single(Directory.GetFiles(Path.Combine(folder["run"], "checkpoints")));
    }

    [Fact]
    public async Task The_demo_writes_a_report_and_the_unscaled_head_stays_above_its_bound()
    {
        using var folder = new TemporaryFolder();

        var result = await Command.NormFace("demo", "--out", folder["demo"], "--steps", "120").RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        var page = await File.ReadAllTextAsync(Path.Combine(folder["demo"], "report.html"), Cancellation);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        var rows = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder["demo"], "results.json"), Cancellation))!.AsArray()
            .ToDictionary(row => row!["head"]!.GetValue<string>(), row => row!);
        var unscaled = rows["normalised softmax without a scale"];
        Assert.True(Number(unscaled, "lastLoss") > Number(unscaled, "floor"));
        Assert.Equal(3.79, Number(unscaled, "floor"), 0.01); // B(120, 1)
        Assert.True(
            Number(rows["normalised softmax, scale learned"], "low") <= Number(rows["softmax"], "high"),
            "Normalisation must help, or differ within the noise.");
        Assert.True(
            Number(rows["normalised softmax, scale learned"], "high") < Number(rows["raw pixels (no training)"], "low"),
            "A trained head must beat raw pixels beyond the noise.");
    }

    private static double Number(JsonNode row, string key) => row[key]!.GetValue<double>();

    private static Command Train(TemporaryFolder folder, string run, params string[] changes) => Command.NormFace(
        [
            "train",
            folder["recipe.json"],
            "--out",
            folder[run],
            "--resume",
            "--threads",
            "2",
            .. changes.SelectMany(change => new[] { "--set", change })]);

    private static IEnumerable<string> Losses(string run) =>
        File.ReadLines(Path.Combine(run, "log.jsonl")).Select(line =>
    {
        using var document = JsonDocument.Parse(line);
        return $"{document.RootElement.GetProperty("step")} {document.RootElement.GetProperty("loss").GetRawText()}";
    });
}
