using NormFace.Charts;

namespace NormFace.Reports;

/// <summary>
/// Makes the chart of cumulative match curves: the share of probes whose identity is among the first ranks of the
/// gallery.
/// </summary>
internal static class CumulativeMatchBlock
{
    /// <summary>The curves.</summary>
    /// <param name="models">
    /// Name of each model, and its rate at rank 1, 2 and so on, in [0, 1] and never falling; at least one rank each.
    /// </param>
    /// <returns>The chart, with ranks on a logarithmic axis.</returns>
    /// <exception cref="ArgumentException">
    /// There is no model, a model has no rank, or a rate falls or lies outside [0, 1]; it is named.
    /// </exception>
    public static ChartBlock Of(params IReadOnlyList<(string Name, IReadOnlyList<double> Rates)> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Count == 0)
        {
            throw new ArgumentException("models must hold at least one curve, but is empty.", nameof(models));
        }

        foreach (var (name, rates) in models)
        {
            Check(name, rates);
        }

        var lowest = models.Min(model => model.Rates[0]);
        var chart = new LineChart(
            "CMC: identification rate by rank",
            new ChartAxis("rank", 1, Math.Max(2, models.Max(model => model.Rates.Count)), AxisScale.Logarithmic),
            lowest > 0.5
                ? ChartAxis.Holding("identification rate", [lowest, 1])
                : new ChartAxis("identification rate", 0, 1),
            [.. models.Select((model, index) => new ChartSeries(model.Name, model.Rates.Select((rate, place) => new ChartPoint(place + 1, rate)))
            {
                Color = index,
                IsDashed = index >= ChartStyle.ColorCount,
                Dots = [new ChartDot(
                    new ChartPoint(1, model.Rates[0]),
                    $"{model.Name}: {Markup.Number(100 * model.Rates[0], "0.00")} % at rank 1")],
            })]);
        return new ChartBlock("CMC: how many probes have their identity among the first ranks", chart);
    }

    private static void Check(string name, IReadOnlyList<double> rates)
    {
        if (rates.Count == 0)
        {
            throw new ArgumentException($"models must have a rate at rank 1, but '{name}' has none.", nameof(rates));
        }

        for (var place = 0; place < rates.Count; place++)
        {
            if (!(rates[place] >= (place == 0 ? 0 : rates[place - 1]) && rates[place] <= 1))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"models must have rates in [0, 1] that never fall, but '{name}' has {rates[place]} at rank ")
                    + FormattableString.Invariant($"{place + 1}."), nameof(rates));
            }
        }
    }
}
