using System.Globalization;
using MathNet.Numerics.Distributions;

namespace NormFace.Charts;

/// <summary>Chooses the values to write beside an axis.</summary>
internal static class AxisTicks
{
    private static readonly double[] FineRates =
    [
        1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98,
        0.99, 0.999,
    ];
    private static readonly double[] CoarseRates =
    [
        1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.99, 0.999,
    ];

    /// <summary>The values, from low to high, with their texts.</summary>
    public static IEnumerable<AxisTick> Of(ChartAxis axis) => axis.Scale switch
    {
        _ when axis.Names.Count > 0 => axis.Names.Select((name, place) => new AxisTick(place, name) { IsName = true }),
        AxisScale.Logarithmic => Powers(axis),
        AxisScale.Probit => Rates(axis),
        _ => Even(axis),
    };

    /// <summary>Values that get a short line and no text: the ninths between powers of ten.</summary>
    public static IEnumerable<double> Between(ChartAxis axis)
    {
        if (axis.Scale != AxisScale.Logarithmic || axis.High / axis.Low > 1e9)
        {
            yield break;
        }

        for (var power = (int)Math.Floor(Math.Log10(axis.Low) + 1e-9); power <= Math.Log10(axis.High); power++)
        {
            foreach (var value in Enumerable.Range(2, 8).Select(digit => digit * Math.Pow(10, power)).Where(
                value => value > axis.Low && value < axis.High))
            {
                yield return value;
            }
        }
    }

    /// <summary>The rate of the probit scale at or above another one.</summary>
    public static double RateFrom(double rate) =>
        FineRates.FirstOrDefault(known => known >= rate - 1e-12, FineRates[^1]);

    private static IEnumerable<AxisTick> Even(ChartAxis axis)
    {
        var step = ChartAxis.Step(axis.High - axis.Low);
        var isPlain = step >= 1e-6 && Math.Max(Math.Abs(axis.Low), Math.Abs(axis.High)) < 1e7;
        for (var index = Math.Ceiling((axis.Low / step) - 1e-9); index <= (axis.High / step) + 1e-9; index++)
        {
            var value = (index + 0.0) * step; // no minus zero
            yield return new AxisTick(
                value, value.ToString(isPlain || value == 0 ? "0.######" : "0.###e0", CultureInfo.InvariantCulture));
        }
    }

    private static List<AxisTick> Powers(ChartAxis axis)
    {
        var (from, to) = (
            (int)Math.Ceiling(Math.Log10(axis.Low) - 1e-9), (int)Math.Floor(Math.Log10(axis.High) + 1e-9));
        var stride = Math.Max(1, (to - from + 5) / 6);
        var isPlain = from >= -3 && to <= 4;
        var factors = to - from < 2 ? (ReadOnlySpan<int>)[1, 2, 5] : [1];
        List<AxisTick> ticks = [];
        for (var power = factors.Length > 1 ? from - 1 : from; power <= to; power += stride)
        {
            foreach (var factor in factors)
            {
                var value = factor * Math.Pow(10, power);
                if (value >= axis.Low * (1 - 1e-9) && value <= axis.High * (1 + 1e-9))
                {
                    ticks.Add(Power(value, factor, power, isPlain));
                }
            }
        }

        return ticks;
    }

    private static AxisTick Power(double value, int factor, int power, bool isPlain)
    {
        if (isPlain || (power == 0 && factor == 1))
        {
            return new AxisTick(value, value.ToString("0.####", CultureInfo.InvariantCulture));
        }

        return new AxisTick(
            value,
            factor == 1 ? "10" : FormattableString.Invariant($"{factor}·10"),
            power.ToString(CultureInfo.InvariantCulture));
    }

    private static IEnumerable<AxisTick> Rates(ChartAxis axis)
    {
        var span = Normal.InvCDF(0, 1, axis.High) - Normal.InvCDF(0, 1, axis.Low);
        return (span < 3.8 ? FineRates : CoarseRates)
            .Where(rate => rate >= axis.Low * (1 - 1e-9) && rate <= axis.High * (1 + 1e-9))
            .Select(rate => new AxisTick(rate, (100 * rate).ToString("0.########", CultureInfo.InvariantCulture)));
    }
}
