using System.Text.Json.Nodes;
using NormFace.Reports;

namespace NormFace.Protocols.Pairs;

/// <summary>The figures of a list of pairs as JSON and as a page.</summary>
public static class PairsReport
{
    /// <summary>The result in the documented schema.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The object; <c>versions</c> only where the list has folds.</returns>
    public static JsonObject ToJson(PairsResult result)
    {
        var json = Begin("pairs", result);
        json["bestThreshold"] = new JsonObject
        {
            ["threshold"] = EvaluationJson.Number(result.BestThreshold.Threshold),
            ["accuracy"] = result.BestThreshold.Accuracy,
        };
        return result.Rules.Count > 0 ? WithRules(json, result) : json;
    }

    /// <summary>The result of LFW's pairs in the documented schema.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The object; each rule under its name in <c>versions</c>.</returns>
    public static JsonObject ToLfwJson(PairsResult result) => WithRules(Begin("lfw", result), result);

    /// <summary>The result as a page.</summary>
    /// <param name="result">The result.</param>
    /// <param name="png">Gives the picture at a path as a PNG file; null for no pictures.</param>
    /// <returns>The page.</returns>
    public static ReportPage ToPage(PairsResult result, Func<string, ReadOnlyMemory<byte>?>? png = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var list = result.Scored.List;
        return new ReportPage(
            "Verification of pairs",
            FormattableString.Invariant($"{list.Pairs.Count:N0} pairs of {Path.GetFileName(list.Location)}."),
            [
                .. EvaluationBlocks.OfScores(result.Summary),
                new HeadingBlock("Hardest pairs"),
                .. ListedPairsBlock.Hardest(result.Scored, png),
                .. result.Rules.Count > 0 ? Accuracies(result) : [],
            ]);
    }

    /// <summary>The result of LFW's pairs as a page with fold table, ROC, DET, histogram and the hardest pairs.</summary>
    /// <param name="result">The result.</param>
    /// <param name="png">Gives the picture at a path as a PNG file; null for no pictures.</param>
    /// <returns>The page.</returns>
    public static ReportPage ToLfwPage(PairsResult result, Func<string, ReadOnlyMemory<byte>?>? png = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var list = result.Scored.List;
        return new ReportPage(
            "LFW verification",
            FormattableString.Invariant($"{list.Pairs.Count:N0} pairs in {list.FoldCount} folds; each fold is judged by a threshold chosen without it."),
            [
                .. Accuracies(result),
                .. EvaluationBlocks.OfScores(result.Summary),
                new HeadingBlock("Hardest pairs"),
                .. ListedPairsBlock.Hardest(result.Scored, png),
            ]);
    }

    private static JsonObject Begin(string protocol, PairsResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var json = EvaluationJson.Begin(protocol);
        json["pairs"] = result.Scored.List.Pairs.Count;
        json["folds"] = result.Scored.List.FoldCount;
        EvaluationJson.Add(json, result.Summary);
        return json;
    }

    private static JsonObject WithRules(JsonObject json, PairsResult result)
    {
        var versions = new JsonObject();
        foreach (var rule in result.Rules)
        {
            versions[rule.Rule.Name] = Rule(rule);
        }

        json["versions"] = versions;
        return json;
    }

    // Accuracy by each rule, why they differ, and each fold.
    private static IReadOnlyList<ReportBlock> Accuracies(PairsResult result) =>
    [
        new HeadingBlock("Accuracy"),
        FiguresBlock.Of(
            [.. result.Rules.Select(rule => new FigureRow(rule.Rule.Name, [rule.Interval]))],
            [new FigureColumn("accuracy") { Better = BetterFigure.Neither }],
            "identities, thresholds held"),
        new ParagraphBlock("The versions differ in how a pair is scored and how its threshold is chosen, not in the features:"),
        new ListBlock([.. result.Rules.Select(Explanation)]),
        FoldTableBlock.Of([.. result.Rules.Select(rule =>
            (rule.Rule.Name, (IReadOnlyList<FoldFigure>)[.. rule.Folds.Select(fold => new FoldFigure(fold.Accuracy, fold.Threshold))]))]),
    ];

    private static string Explanation(RuleResult result) => $"{result.Rule.Name}: {result.Rule.Explanation}."
        + (result.AmongEquals is { } range
            ? FormattableString.Invariant($" Other thresholds that are equally good in training would give {100 * range.Low:0.00##} to {100 * range.High:0.00##} %.")
            : "");

    private static JsonObject Rule(RuleResult result)
    {
        var json = new JsonObject
        {
            ["explanation"] = result.Rule.Explanation,
            ["accuracy"] = EvaluationJson.Mean(result.Accuracy, "folds", result.Folds.Select(fold => fold.Accuracy), result.Interval),
            ["thresholds"] = new JsonArray([.. result.Folds.Select(fold => EvaluationJson.Number(fold.Threshold))]),
        };
        if (result.AmongEquals is { } range)
        {
            json["equallyGoodThresholds"] = new JsonObject { ["lowestMean"] = range.Low, ["highestMean"] = range.High };
        }

        if (result.Folds[0].Components is not null)
        {
            json["components"] = new JsonArray([.. result.Folds.Select(fold => JsonValue.Create(fold.Components))]);
        }

        return json;
    }
}
