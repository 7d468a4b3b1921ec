using NormFace.Charts;
using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>
/// Makes the chart of DET curves: false reject rate by false accept rate, both on probit axes, so that normal scores
/// give straight lines.
/// </summary>
/// <remarks>
/// Both axes begin at the round rate from which three pairs or more are decided wrongly in every series; they end at
/// the first round rate that holds the curves. The dashed diagonal is where both rates are equal. Source: Martin and
/// others, "The DET curve in assessment of detection task performance", Eurospeech (1997).
/// </remarks>
internal static class DetBlock
{
    private const double LeastHigh = 0.2;

    /// <summary>The curves of scores.</summary>
    /// <param name="models">Name and scores of each model, at least one.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">There is no model.</exception>
    public static ChartBlock Of(params IReadOnlyList<(string Name, ScoreSet Scores)> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        return Of([.. models.Select(model => RocSeries.Of(model.Name, model.Scores))]);
    }

    /// <summary>The curves of operating points.</summary>
    /// <param name="series">The curves, at least one, in the order of their colours.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">There is no series.</exception>
    public static ChartBlock Of(IReadOnlyList<RocSeries> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count == 0)
        {
            throw new ArgumentException("series must hold at least one curve, but is empty.", nameof(series));
        }

        var left = Lowest(series.Min(one => one.ImpostorCount));
        var bottom = Lowest(series.Min(one => one.GenuineCount));
        var right = AxisTicks.RateFrom(
            Math.Max(LeastHigh, series.Max(one => Last(one, point => point.Frr >= bottom).Far)));
        var top = AxisTicks.RateFrom(Math.Max(LeastHigh, series.Max(one => Last(one, point => point.Far <= left).Frr)));
        var chart = new LineChart(
            "DET: false reject rate by false accept rate",
            new ChartAxis("false accept rate, %", left, right, AxisScale.Probit),
            new ChartAxis("false reject rate, %", bottom, top, AxisScale.Probit),
            [
                Diagonal(Math.Max(left, bottom), Math.Min(right, top)),
                .. series.Select((one, index) => new ChartSeries(one.Name, Visible(one, left, bottom, right, top))
                {
                    Color = index,
                    IsDashed = index >= ChartStyle.ColorCount,
                }),
            ]);
        return new ChartBlock("DET: the two errors against each other", chart)
        {
            Note = "Dashed: both errors are equal; a curve crosses it at its equal error rate."
        };
    }

    private static double Lowest(long pairs) => AxisTicks.RateFrom(Math.Min(0.1, 3.0 / pairs));

    private static ChartSeries Diagonal(double low, double high) =>
        new("", [new ChartPoint(low, low), new ChartPoint(high, high)])
        {
            Color = ChartStyle.ColorCount - 1,
            IsDashed = true,
        };

    private static OperatingPoint Last(RocSeries series, Func<OperatingPoint, bool> isFit) =>
        series.Points.TakeWhile(isFit).Last();

    // What lies outside is cut off, not drawn along the frame.
    private static IEnumerable<ChartPoint> Visible(
        RocSeries series, double left, double bottom, double right, double top)
    {
        var start = Last(series, point => point.Far <= left);
        if (start.Frr >= bottom && start.Frr <= top)
        {
            yield return new ChartPoint(left, start.Frr);
        }

        foreach (var point in series.Points.Where(
            point => point.Far > left && point.Far <= right && point.Frr >= bottom && point.Frr <= top))
        {
            yield return new ChartPoint(point.Far, point.Frr);
        }
    }
}
