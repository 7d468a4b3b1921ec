using System.Text.Json.Nodes;
using NormFace.Reports;
using NormFace.SupportVectors;

namespace NormFace.Protocols.Ytf;

public sealed partial record YtfResult
{
    private const string Mean = "mean score";
    private const string Histogram = "histogram";

    private protected override IReadOnlyList<(string Name, Action<string> Write)> Curves =>
        CurveCsv.OfScores(Summary.Scores);

    /// <inheritdoc />
    public override JsonObject ToJson()
    {
        var json = EvaluationJson.Begin("ytf");
        json["version"] = SubtractsMean ? "paper" : "plain";
        json["pairs"] = Scores.Count;
        EvaluationJson.Add(json, Summary);
        json["meanScore"] = new JsonObject
        {
            ["accuracy"] = EvaluationJson.Mean(
                MeanScoreAccuracy, "folds", Folds.Select(fold => fold.MeanScoreAccuracy), MeanScoreInterval),
            ["thresholds"] = new JsonArray(
                [.. Folds.Select(fold => EvaluationJson.Number(fold.Threshold ?? double.NaN))]),
            ["machines"] = Machines(Folds.Select(fold => fold.MeanScoreCertificate)),
        };
        json["histogram"] = new JsonObject
        {
            ["accuracy"] = EvaluationJson.Mean(
                HistogramAccuracy, "folds", Folds.Select(fold => fold.HistogramAccuracy), HistogramInterval),
            ["machines"] = Machines(Folds.Select(fold => fold.HistogramCertificate)),
        };
        return json;
    }

    /// <inheritdoc />
    public override ReportPage ToPage(Func<string, ReadOnlyMemory<byte>?>? png = null)
    {
        return new ReportPage(
            "YouTube Faces",
            FormattableString.Invariant($"{Scores.Count:N0} pairs of videos in {Folds.Count} splits, by the mean of ")
                + "all frame pairs and by their histogram.",
            [
                new HeadingBlock("Accuracy"),
                FiguresBlock.Of(
                    [new FigureRow(Mean, [MeanScoreInterval]), new FigureRow(Histogram, [HistogramInterval])],
                    [new FigureColumn("accuracy")],
                    "identities, machines held"),
                FoldTableBlock.Of(
                    (
                        Mean,
                        [.. Folds.Select(fold =>
                            new FoldFigure(fold.MeanScoreAccuracy, fold.Threshold ?? double.NaN))]),
                    (Histogram, [.. Folds.Select(fold => new FoldFigure(fold.HistogramAccuracy))])),
                new ParagraphBlock(FormattableString.Invariant($"Largest KKT gap of the {2 * Folds.Count} machines: ")
                    + FormattableString.Invariant($"{WorstKktGap:G2}."), IsNote: true),
                .. EvaluationBlocks.OfScores(Summary),
            ]);
    }

    private static JsonArray Machines(IEnumerable<SvmCertificate> certificates) =>
        new([.. certificates.Select(certificate => new JsonObject
    {
        ["kktGap"] = certificate.KktGap,
        ["dualityGap"] = certificate.DualityGap,
        ["primal"] = certificate.PrimalObjective,
        ["dual"] = certificate.DualObjective,
        ["iterations"] = certificate.Iterations,
    })]);
}
