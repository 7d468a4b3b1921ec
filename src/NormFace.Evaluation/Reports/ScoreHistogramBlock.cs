using NormFace.Charts;
using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>
/// Makes the chart of how genuine and impostor scores are spread, each kind in percent of its own pairs.
/// </summary>
internal static class ScoreHistogramBlock
{
    private const int GenuineColor = 2;
    private const int ImpostorColor = 1;

    /// <summary>The spread of scores, with the threshold of the equal error rate.</summary>
    /// <param name="title">Title, such as the name of the model.</param>
    /// <param name="scores">The scores; infinite ones are not drawn, and told.</param>
    /// <returns>The chart.</returns>
    public static ChartBlock Of(string title, ScoreSet scores) =>
        Of(title, ScoreHistogram.Of(scores), new ChartMark(RocCurve.EqualErrorRate(scores).Threshold, "EER"));

    /// <summary>The spread of counted scores.</summary>
    /// <param name="title">Title, such as the name of the model.</param>
    /// <param name="histogram">The counts.</param>
    /// <param name="thresholds">Thresholds to mark; infinite ones are left out.</param>
    /// <returns>The chart.</returns>
    public static ChartBlock Of(string title, ScoreHistogram histogram, params IReadOnlyList<ChartMark> thresholds)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        histogram = histogram.Smoothed();
        var chart = new HistogramChart(
            $"Scores of genuine and impostor pairs: {title}",
            "score",
            histogram.Edges,
            [
                new HistogramSeries("impostor", histogram.Impostor, ImpostorColor),
                new HistogramSeries("genuine", histogram.Genuine, GenuineColor)])
        {
            Marks = thresholds,
        };
        return new ChartBlock(title, chart, ChartSize.Third)
        {
            Note = histogram.OutsideCount > 0
                ? FormattableString.Invariant($"{histogram.OutsideCount} pairs lie outside the drawing.")
                : "",
        };
    }
}
