using System.Text.Json.Nodes;
using NormFace.Reports;

namespace NormFace.Protocols.Pairs;

public sealed partial record PairsResult
{
    private protected override IReadOnlyList<(string Name, Action<string> Write)> Curves =>
        CurveCsv.OfScores(Summary.Scores);

    /// <inheritdoc />
    public override JsonObject ToJson()
    {
        var json = EvaluationJson.Begin(IsLfw ? "lfw" : "pairs");
        json["pairs"] = Scored.List.Pairs.Count;
        json["folds"] = Scored.List.FoldCount;
        EvaluationJson.Add(json, Summary);
        if (!IsLfw)
        {
            json["bestThreshold"] = new JsonObject
            {
                ["threshold"] = EvaluationJson.Number(BestThreshold.Threshold),
                ["accuracy"] = BestThreshold.Accuracy,
            };
        }

        if (IsLfw || Rules.Count > 0)
        {
            json["versions"] = new JsonObject(
                Rules.Select(rule => KeyValuePair.Create<string, JsonNode?>(rule.Rule.Name, Json(rule))));
        }

        return json;
    }

    /// <inheritdoc />
    public override ReportPage ToPage(Func<string, ReadOnlyMemory<byte>?>? png = null)
    {
        var list = Scored.List;
        IReadOnlyList<ReportBlock> accuracies = Rules.Count > 0 ? Accuracies() : [];
        ReportBlock[] scores =
        [
            .. EvaluationBlocks.OfScores(Summary),
            new HeadingBlock("Hardest pairs"),
            .. ListedPairsBlock.Hardest(Scored, png),
        ];
        return IsLfw
            ? new ReportPage(
                "LFW verification",
                FormattableString.Invariant($"{list.Pairs.Count:N0} pairs in {list.FoldCount} folds; each fold is ")
                    + "judged by a threshold chosen without it.",
                [.. accuracies, .. scores])
            : new ReportPage(
                "Verification of pairs",
                FormattableString.Invariant($"{list.Pairs.Count:N0} pairs of {Path.GetFileName(list.Location)}."),
                [.. scores, .. accuracies]);
    }

    // Accuracy by each rule, why they differ, and each fold.
    private IReadOnlyList<ReportBlock> Accuracies() =>
    [
        new HeadingBlock("Accuracy"),
        FiguresBlock.Of(
            [.. Rules.Select(rule => new FigureRow(rule.Rule.Name, [rule.Interval]))],
            [new FigureColumn("accuracy") { Better = BetterFigure.Neither }],
            "identities, thresholds held"),
        new ParagraphBlock(
            "The versions differ in how a pair is scored and how its threshold is chosen, not in the features:"),
        new ListBlock([.. Rules.Select(Explanation)]),
        FoldTableBlock.Of([.. Rules.Select(rule => (rule.Rule.Name, FoldFigures(rule)))]),
    ];

    private static string Explanation(RuleResult result) => $"{result.Rule.Name}: {result.Rule.Explanation}."
        + (result.AmongEquals is { } range
            ? " Other thresholds that are equally good in training would give "
                + FormattableString.Invariant($"{100 * range.Low:0.00##} to {100 * range.High:0.00##} %.")
            : "");

    private static JsonObject Json(RuleResult result)
    {
        var json = new JsonObject
        {
            ["explanation"] = result.Rule.Explanation,
            ["accuracy"] = EvaluationJson.Mean(
                result.Accuracy, "folds", result.Folds.Select(fold => fold.Accuracy), result.Interval),
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

    /// <summary>Accuracy and threshold of each fold, as tables show them.</summary>
    internal static IReadOnlyList<FoldFigure> FoldFigures(RuleResult rule) =>
        [.. rule.Folds.Select(fold => new FoldFigure(fold.Accuracy, fold.Threshold))];
}
