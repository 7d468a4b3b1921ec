using System.Text.Json.Nodes;
using Xunit;

namespace NormFace;

public class ScoreTableTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
}
