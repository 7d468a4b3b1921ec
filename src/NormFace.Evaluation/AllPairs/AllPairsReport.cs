using System.Text.Json.Nodes;
using NormFace.Embeddings;
using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.AllPairs;

/// <summary>The figures of all pairs as JSON and as a page.</summary>
public static class AllPairsReport
{
    private const int ShownPairs = 12;

    /// <summary>The result in the documented schema.</summary>
    /// <param name="result">The result.</param>
    /// <param name="set">The embeddings it is of.</param>
    /// <returns>The object.</returns>
    public static JsonObject ToJson(AllPairsResult result, PictureRows set)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(set);
        var json = EvaluationJson.Begin("all-pairs");
        json["rows"] = set.Count;
        json["pairs"] = result.PairCount;
        EvaluationJson.Add(json, result.Summary);
        json["eerThreshold"] = EvaluationJson.Number(result.EqualErrorRate.Threshold);
        json["bestThreshold"] = new JsonObject
        {
            ["threshold"] = EvaluationJson.Number(result.BestThreshold.Threshold),
            ["accuracy"] = result.BestThreshold.Accuracy,
        };
        json["hardest"] = new JsonObject
        {
            ["genuine"] = Pairs(result.Hardest.Genuine, set),
            ["impostor"] = Pairs(result.Hardest.Impostor, set),
        };
        json["passes"] = result.PassCount;
        json["seconds"] = result.Seconds;
        json["pairsPerSecond"] = result.PairsPerSecond;
        return json;
    }

    /// <summary>The result as a page.</summary>
    /// <param name="result">The result.</param>
    /// <param name="set">The embeddings it is of.</param>
    /// <param name="png">Gives the picture at a path as a PNG file; null for no pictures.</param>
    /// <returns>The page.</returns>
    public static ReportPage ToPage(AllPairsResult result, PictureRows set, Func<string, ReadOnlyMemory<byte>?>? png = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(set);
        Func<int, ReadOnlyMemory<byte>?>? picture = png is null ? null : row => png(set.Names[row]);
        return new ReportPage(
            "Verification over all pairs",
            FormattableString.Invariant($"Every pair of {set.Count:N0} rows of {result.Summary.IdentityCount:N0} identities: {result.PairCount:N0} scores, counted exactly."),
            [
                .. EvaluationBlocks.OfScores(result.Summary, result.Histogram),
                new HeadingBlock("Hardest pairs"),
                PairPicturesBlock.Of("Genuine pairs of the lowest scores", [.. result.Hardest.Genuine.Take(ShownPairs)], set.Names, picture),
                PairPicturesBlock.Of("Impostor pairs of the highest scores", [.. result.Hardest.Impostor.Take(ShownPairs)], set.Names, picture),
            ]);
    }

    private static JsonArray Pairs(IReadOnlyList<RowPair> pairs, PictureRows set) => new([.. pairs.Select(pair => new JsonObject
    {
        ["first"] = set.Names[pair.First],
        ["second"] = set.Names[pair.Second],
        ["score"] = pair.Score,
    })]);
}
