using System.Text.Json.Nodes;
using NormFace.Protocols.Lfw;
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
        ArgumentNullException.ThrowIfNull(result);
        var json = EvaluationJson.Begin("pairs");
        json["pairs"] = result.Scored.List.Pairs.Count;
        json["folds"] = result.Scored.List.FoldCount;
        EvaluationJson.Add(json, result.Summary);
        json["bestThreshold"] = new JsonObject
        {
            ["threshold"] = EvaluationJson.Number(result.BestThreshold.Threshold),
            ["accuracy"] = result.BestThreshold.Accuracy,
        };
        if (result.Folds is { } folds)
        {
            json["versions"] = LfwReport.Versions(folds);
        }

        return json;
    }

    /// <summary>The result as a page.</summary>
    /// <param name="result">The result.</param>
    /// <param name="png">Gives the picture at a path as a PNG file; null for no pictures.</param>
    /// <returns>The page.</returns>
    public static ReportPage ToPage(PairsResult result, Func<string, ReadOnlyMemory<byte>?>? png = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new ReportPage(
            "Verification of pairs",
            FormattableString.Invariant($"{result.Scored.List.Pairs.Count:N0} pairs of {Path.GetFileName(result.Scored.List.Location)}."),
            [
                .. EvaluationBlocks.OfScores(result.Summary),
                new HeadingBlock("Hardest pairs"),
                .. ListedPairsBlock.Hardest(result.Scored, png),
                .. result.Folds is { } folds ? LfwReport.Accuracies(folds) : [],
            ]);
    }
}
