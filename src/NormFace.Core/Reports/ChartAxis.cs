using System.Globalization;

namespace NormFace.Reports;

/// <summary>A range of values along a side of a chart, even or logarithmic.</summary>
internal sealed record ChartAxis(string Label, double Low, double High, bool IsLogarithmic = false)
{
    /// <summary>An axis that holds the finite values, with round ends.</summary>
    public static ChartAxis Holding(string label, IEnumerable<double> values, bool isLogarithmic = false)
    {
        var finite = values.Where(value => double.IsFinite(value) && (value > 0 || !isLogarithmic)).ToArray();
        if (finite.Length == 0)
        {
            return isLogarithmic ? new ChartAxis(label, 0.1, 1, true) : new ChartAxis(label, 0, 1);
        }

        var (low, high) = (finite.Min(), finite.Max());
        if (isLogarithmic)
        {
            var (from, to) = (Math.Floor(Math.Log10(low)), Math.Ceiling(Math.Log10(high)));
            return new ChartAxis(label, Math.Pow(10, from), Math.Pow(10, Math.Max(to, from + 1)), true);
        }

        var step = Step(high > low ? high - low : Math.Max(Math.Abs(high), 1));
        var (first, last) = (Math.Floor(low / step) * step, Math.Ceiling(high / step) * step);
        return new ChartAxis(label, first, last > first ? last : first + step);
    }

    /// <summary>Whether a value has a place: no NaN has, and on a logarithmic axis nothing up to 0.</summary>
    public bool CanShow(double value) => IsLogarithmic ? value > 0 : !double.IsNaN(value);

    /// <summary>Where a value that can be shown lies: 0 at the low end, 1 at the high end; held within both.</summary>
    public double Share(double value)
    {
        var share = IsLogarithmic ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);
        return Math.Clamp(share, 0, 1);
    }

    /// <summary>Values to write beside the axis.</summary>
    public IEnumerable<(double Value, string Text)> Ticks()
    {
        if (IsLogarithmic)
        {
            var (from, to) = ((int)Math.Round(Math.Log10(Low)), (int)Math.Round(Math.Log10(High)));
            var stride = Math.Max(1, (to - from + 5) / 6);
            for (var power = from; power <= to; power += stride)
            {
                yield return (Math.Pow(10, power), power is >= -3 and <= 4 ? Text(Math.Pow(10, power)) : string.Create(CultureInfo.InvariantCulture, $"1e{power}"));
            }

            yield break;
        }

        var step = Step(High - Low);
        for (var index = (long)Math.Ceiling((Low / step) - 1e-9); index <= (High / step) + 1e-9; index++)
        {
            yield return (index * step, Text(index * step));
        }
    }

    // About five steps of 1, 2 or 5 times a power of ten.
    private static double Step(double range)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(range / 5)));
        return (range / 5 / power) switch { < 1.5 => power, < 3.5 => 2 * power, < 7.5 => 5 * power, _ => 10 * power };
    }

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
