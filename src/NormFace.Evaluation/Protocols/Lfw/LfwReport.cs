using System.Text.Json.Nodes;
using NormFace.Reports;

namespace NormFace.Protocols.Lfw;

/// <summary>The result of LFW's pair protocol as JSON and as a page.</summary>
public static class LfwReport
{
    /// <summary>The result in the documented schema.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The object; each version under its name in <c>versions</c>.</returns>
    public static JsonObject ToJson(LfwResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var json = EvaluationJson.Begin("lfw");
        json["pairs"] = result.Scored.List.Pairs.Count;
        json["folds"] = result.Scored.List.FoldCount;
        EvaluationJson.Add(json, result.Summary);
        json["versions"] = Versions(result);
        return json;
    }

    /// <summary>The result as a page with fold table, ROC, DET, histogram and the hardest pairs.</summary>
    /// <param name="result">The result.</param>
    /// <param name="png">Gives the picture at a path as a PNG file; null for no pictures.</param>
    /// <returns>The page.</returns>
    public static ReportPage ToPage(LfwResult result, Func<string, ReadOnlyMemory<byte>?>? png = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var list = result.Scored.List;
        return new ReportPage(
            "LFW verification",
            FormattableString.Invariant($"{list.Pairs.Count:N0} pairs in {list.FoldCount} folds; each fold is judged by a threshold chosen without it."),
            [.. Accuracies(result), .. EvaluationBlocks.OfScores(result.Summary), new HeadingBlock("Hardest pairs"), .. ListedPairsBlock.Hardest(result.Scored, png)]);
    }

    /// <summary>Each version under its name.</summary>
    internal static JsonObject Versions(LfwResult result)
    {
        var versions = new JsonObject();
        foreach (var version in result.Versions)
        {
            versions[version.Version.Name] = Version(version);
        }

        return versions;
    }

    /// <summary>Accuracy of each version, why they differ, and each fold.</summary>
    internal static IReadOnlyList<ReportBlock> Accuracies(LfwResult result) =>
    [
        new HeadingBlock("Accuracy"),
        FiguresBlock.Of(
            [.. result.Versions.Select(version => new FigureRow(version.Version.Name, [version.Interval]))],
            [new FigureColumn("accuracy") { Better = BetterFigure.Neither }],
            "identities, thresholds held"),
        new ParagraphBlock("The versions differ in how a pair is scored and how its threshold is chosen, not in the features:"),
        new ListBlock([.. result.Versions.Select(Explanation)]),
        FoldTableBlock.Of([.. result.Versions.Select(version =>
            (version.Version.Name, (IReadOnlyList<FoldFigure>)[.. version.Folds.Select(fold => new FoldFigure(fold.Accuracy, fold.Threshold))]))]),
    ];

    private static string Explanation(LfwVersionResult result) => $"{result.Version.Name}: {result.Version.Explanation}."
        + (result.AmongEquals is { } range
            ? FormattableString.Invariant($" Other thresholds that are equally good in training would give {100 * range.Low:0.00##} to {100 * range.High:0.00##} %.")
            : "");

    private static JsonObject Version(LfwVersionResult result)
    {
        var version = new JsonObject
        {
            ["explanation"] = result.Version.Explanation,
            ["accuracy"] = EvaluationJson.Mean(result.Accuracy, "folds", result.Folds.Select(fold => fold.Accuracy), result.Interval),
            ["thresholds"] = new JsonArray([.. result.Folds.Select(fold => EvaluationJson.Number(fold.Threshold))]),
        };
        if (result.AmongEquals is { } range)
        {
            version["equallyGoodThresholds"] = new JsonObject { ["lowestMean"] = range.Low, ["highestMean"] = range.High };
        }

        if (result.Folds[0].Components is not null)
        {
            version["components"] = new JsonArray([.. result.Folds.Select(fold => JsonValue.Create(fold.Components))]);
        }

        return version;
    }
}
