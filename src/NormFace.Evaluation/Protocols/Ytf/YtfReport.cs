using System.Text.Json.Nodes;
using NormFace.Reports;
using NormFace.SupportVectors;

namespace NormFace.Protocols.Ytf;

/// <summary>The figures of YouTube Faces as JSON and as a page.</summary>
public static class YtfReport
{
    private const string MeanScore = "mean score";
    private const string Histogram = "histogram";

    /// <summary>The result in the documented schema.</summary>
    /// <param name="result">The result.</param>
    /// <param name="figures">Its figures.</param>
    /// <returns>The object.</returns>
    public static JsonObject ToJson(YtfResult result, YtfFigures figures)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(figures);
        var json = EvaluationJson.Begin("ytf");
        json["version"] = result.Version == YtfVersion.Paper ? "paper" : "plain";
        json["pairs"] = result.Scores.Count;
        EvaluationJson.Add(json, figures.Summary);
        json["meanScore"] = new JsonObject
        {
            ["accuracy"] = EvaluationJson.Mean(result.MeanScoreAccuracy, "folds", result.Folds.Select(fold => fold.MeanScoreAccuracy), figures.MeanScoreAccuracy),
            ["thresholds"] = new JsonArray([.. result.Folds.Select(fold => EvaluationJson.Number(fold.Threshold ?? double.NaN))]),
            ["machines"] = Machines(result.Folds.Select(fold => fold.MeanScoreCertificate)),
        };
        json["histogram"] = new JsonObject
        {
            ["accuracy"] = EvaluationJson.Mean(result.HistogramAccuracy, "folds", result.Folds.Select(fold => fold.HistogramAccuracy), figures.HistogramAccuracy),
            ["machines"] = Machines(result.Folds.Select(fold => fold.HistogramCertificate)),
        };
        return json;
    }

    /// <summary>The result as a page.</summary>
    /// <param name="result">The result.</param>
    /// <param name="figures">Its figures.</param>
    /// <returns>The page.</returns>
    public static ReportPage ToPage(YtfResult result, YtfFigures figures)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(figures);
        return new ReportPage(
            "YouTube Faces",
            FormattableString.Invariant($"{result.Scores.Count:N0} pairs of videos in {result.Folds.Count} splits, by the mean of all frame pairs and by their histogram."),
            [
                new HeadingBlock("Accuracy"),
                FiguresBlock.Of(
                    [new FigureRow(MeanScore, [figures.MeanScoreAccuracy]), new FigureRow(Histogram, [figures.HistogramAccuracy])],
                    [new FigureColumn("accuracy")],
                    "identities, machines held"),
                FoldTableBlock.Of(
                    (MeanScore, [.. result.Folds.Select(fold => new FoldFigure(fold.MeanScoreAccuracy, fold.Threshold ?? double.NaN))]),
                    (Histogram, [.. result.Folds.Select(fold => new FoldFigure(fold.HistogramAccuracy))])),
                new ParagraphBlock(FormattableString.Invariant($"Largest KKT gap of the {2 * result.Folds.Count} machines: {result.WorstKktGap:G2}."), IsNote: true),
                .. EvaluationBlocks.OfScores(figures.Summary),
            ]);
    }

    private static JsonArray Machines(IEnumerable<SvmCertificate> certificates) => new([.. certificates.Select(certificate => new JsonObject
    {
        ["kktGap"] = certificate.KktGap,
        ["dualityGap"] = certificate.DualityGap,
        ["primal"] = certificate.PrimalObjective,
        ["dual"] = certificate.DualObjective,
        ["iterations"] = certificate.Iterations,
    })]);
}
