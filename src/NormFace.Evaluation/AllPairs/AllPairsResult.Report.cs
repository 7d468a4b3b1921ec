using System.Text.Json.Nodes;
using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.AllPairs;

public sealed partial record AllPairsResult
{
    private const int ShownPairs = 12;

    private protected override IReadOnlyList<(string Name, Action<string> Write)> Curves =>
        CurveCsv.OfScores(Summary.Scores, Histogram);

    /// <inheritdoc />
    public override JsonObject ToJson()
    {
        var json = EvaluationJson.Begin("all-pairs");
        json["rows"] = Names.Count;
        json["pairs"] = PairCount;
        EvaluationJson.Add(json, Summary);
        json["eerThreshold"] = EvaluationJson.Number(EqualErrorRate.Threshold);
        json["bestThreshold"] = new JsonObject
        {
            ["threshold"] = EvaluationJson.Number(BestThreshold.Threshold),
            ["accuracy"] = BestThreshold.Accuracy,
        };
        json["hardest"] = new JsonObject
        {
            ["genuine"] = Pairs(HardestGenuine),
            ["impostor"] = Pairs(HardestImpostor),
        };
        json["passes"] = PassCount;
        json["seconds"] = Seconds;
        json["pairsPerSecond"] = PairsPerSecond;
        return json;
    }

    /// <inheritdoc />
    public override ReportPage ToPage(Func<string, ReadOnlyMemory<byte>?>? png = null)
    {
        Func<int, ReadOnlyMemory<byte>?>? picture = png is null ? null : row => png(Names[row]);
        return new ReportPage(
            "Verification over all pairs",
            FormattableString.Invariant($"Every pair of {Names.Count:N0} rows of {Summary.IdentityCount:N0} ")
                + FormattableString.Invariant($"identities: {PairCount:N0} scores, counted exactly."),
            [
                .. EvaluationBlocks.OfScores(Summary, Histogram),
                new HeadingBlock("Hardest pairs"),
                PairPicturesBlock.Of(
                    "Genuine pairs of the lowest scores", [.. HardestGenuine.Take(ShownPairs)], Names, picture),
                PairPicturesBlock.Of(
                    "Impostor pairs of the highest scores", [.. HardestImpostor.Take(ShownPairs)], Names, picture),
            ]);
    }

    private JsonArray Pairs(IReadOnlyList<RowPair> pairs) => new([.. pairs.Select(pair => new JsonObject
    {
        ["first"] = Names[pair.First],
        ["second"] = Names[pair.Second],
        ["score"] = pair.Score,
    })]);
}
