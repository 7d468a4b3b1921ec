using System.Globalization;
using NormFace.Charts;
using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>The blocks that every report of scores shows.</summary>
internal static class EvaluationBlocks
{
    private const int LeastFalseAccepts = 10;

    /// <summary>Figures, ROC, DET and histogram of one set of scores.</summary>
    /// <param name="summary">The figures.</param>
    /// <param name="histogram">
    /// Their histogram, where the groups of the set are too coarse for one; null to count them.
    /// </param>
    public static IReadOnlyList<ReportBlock> OfScores(VerificationSummary summary, ScoreHistogram? histogram = null) =>
    [
        new HeadingBlock("Figures of the scores"),
        new ParagraphBlock(
            FormattableString.Invariant(
                $"{summary.GenuineCount:N0} genuine and {summary.ImpostorCount:N0} impostor pairs of ")
                + FormattableString.Invariant($"{summary.IdentityCount:N0} identities. ")
            + "The finest false accept rate that so many impostor pairs can show is "
            + FormattableString.Invariant($"{summary.Scores.Resolution:G2}. ")
            + "A true accept rate is read at the most lenient threshold whose false accept rate does not exceed the "
            + "wanted one."
            + Few(summary),
            IsNote: true),
        FiguresBlock.Of([("", summary)]),
        RocBlock.Of([RocSeries.Of("", summary.Scores) with { Marked = summary.TrueAcceptRates }]) with
        {
            Size = ChartSize.Full,
        },
        DetBlock.Of(("", summary.Scores)),
        ScoreHistogramBlock.Of(
            "Scores",
            histogram ?? ScoreHistogram.Of(summary.Scores),
            new ChartMark(RocCurve.EqualErrorRate(summary.Scores).Threshold, "EER")) with { Size = ChartSize.Half },
    ];

    // An interval of a rate that a handful of impostor pairs decides holds the truth less often than it says.
    private static string Few(VerificationSummary summary)
    {
        var few = summary.TrueAcceptRates.Where(rate => rate.Far * summary.ImpostorCount < LeastFalseAccepts)
            .Select(rate => FormattableString.Invariant($"{100 * rate.Far:0.######} %"))
            .ToArray();
        return few.Length == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $" Fewer than {LeastFalseAccepts} impostor pairs decide the rate at FAR {string.Join(", ", few)}: its "
                + $"interval is not to be relied on.");
    }
}
