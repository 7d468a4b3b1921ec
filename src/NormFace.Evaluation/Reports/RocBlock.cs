using NormFace.Charts;
using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>Makes the chart of ROC curves: true accept rate by false accept rate, on a logarithmic axis.</summary>
/// <remarks>
/// The axis begins at the power of ten where three impostor pairs are accepted in every series: further left a curve
/// would tell of one or two pairs. The vertical axis begins at 0, or higher where every curve stays above one half.
/// </remarks>
internal static class RocBlock
{
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

        var lowest = series.Max(one => RocSeries.LowestShown(one.ImpostorCount));
        var bottom = series.Min(one => Start(one, lowest));
        var up = bottom > 0.5
            ? ChartAxis.Holding("true accept rate", [bottom, 1])
            : new ChartAxis("true accept rate", 0, 1);
        var chart = new LineChart(
            "ROC: true accept rate by false accept rate",
            new ChartAxis("false accept rate", lowest, 1, AxisScale.Logarithmic),
            up,
            [.. series.Select((one, index) => new ChartSeries(one.Name, Visible(one, lowest))
            {
                Color = index,
                IsDashed = index >= ChartStyle.ColorCount,
                Dots = [.. one.Marked.Where(rate => rate.Far >= lowest).Select(rate => Dot(one.Name, rate))],
            })]);
        return new ChartBlock("ROC: genuine pairs accepted at few false accepts", chart)
        {
            Note = series.Any(one => one.Marked.Count > 0)
                ? "Dots: true accept rates at chosen false accept rates; bars: their intervals."
                : "",
        };
    }

    private static double Start(RocSeries series, double lowest) =>
        Math.Min(
            series.Points.TakeWhile(point => point.Far <= lowest).Last().Tar,
            series.Marked.Where(rate => rate.Far >= lowest).Select(Low).DefaultIfEmpty(1).Min());

    private static double Low(RateAt rate) => double.IsFinite(rate.Tar.Low) ? rate.Tar.Low : rate.Tar.Value;

    private static IEnumerable<ChartPoint> Visible(RocSeries series, double lowest)
    {
        yield return new ChartPoint(lowest, series.Points.TakeWhile(point => point.Far <= lowest).Last().Tar);
        foreach (var point in series.Points.Where(point => point.Far > lowest))
        {
            yield return new ChartPoint(point.Far, point.Tar);
        }
    }

    private static ChartDot Dot(string name, RateAt rate) => new(
        new ChartPoint(rate.Far, rate.Tar.Value),
        $"{name}: TAR {Markup.Number(100 * rate.Tar.Value, "0.00")} % at FAR "
            + $"{Markup.Number(100 * rate.Far, "0.######")} %")
    {
        Bar = double.IsFinite(rate.Tar.Low) && double.IsFinite(rate.Tar.High)
            ? new ChartRange(rate.Far, rate.Tar.Low, rate.Tar.High)
            : null,
    };
}
