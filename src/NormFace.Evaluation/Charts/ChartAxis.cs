using MathNet.Numerics.Distributions;

namespace NormFace.Charts;

/// <summary>A range of values along a side of a chart.</summary>
internal sealed record ChartAxis
{
    private const double Largest = 1e300; // beyond, a range would overflow
    private const double Smallest = 1e-290; // below, a step would vanish

    /// <summary>Creates an axis.</summary>
    /// <param name="label">What the values are, with their unit.</param>
    /// <param name="low">Value at the left or lower end: finite; above 0 unless the scale is linear.</param>
    /// <param name="high">
    /// Value at the other end: finite, above <paramref name="low"/>; below 1 on a probit scale.
    /// </param>
    /// <param name="scale">How the values are spread.</param>
    /// <exception cref="ArgumentException">An end is outside its range; the message names both.</exception>
    public ChartAxis(string label, double low, double high, AxisScale scale = AxisScale.Linear)
    {
        ArgumentNullException.ThrowIfNull(label);
        var isFit = Math.Abs(low) <= Largest && Math.Abs(high) <= Largest && low < high;
        if (!isFit || (scale != AxisScale.Linear && low <= 0) || (scale == AxisScale.Probit && high >= 1))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"low and high must be finite and rise, above 0 unless linear, below 1 on a probit scale, but were ")
                + FormattableString.Invariant($"{low} and {high} ({scale})."), nameof(low));
        }

        (Label, Low, High, Scale) = (label, low, high, scale);
    }

    /// <summary>What the values are.</summary>
    public string Label { get; }

    /// <summary>Value at the left or lower end.</summary>
    public double Low { get; }

    /// <summary>Value at the right or upper end.</summary>
    public double High { get; }

    /// <summary>How the values are spread.</summary>
    public AxisScale Scale { get; }

    /// <summary>
    /// Names written beside the axis in place of numbers: that of the value 0, of 1 and so on. Default: none.
    /// </summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    /// <summary>A linear axis of things with names, the first at the high end.</summary>
    /// <param name="label">What they are.</param>
    /// <param name="names">Their names, at least one; the last has the value 0.</param>
    /// <returns>The axis.</returns>
    public static ChartAxis OfNames(string label, IReadOnlyList<string> names) =>
        new(label, -0.5, names.Count - 0.5) { Names = [.. names.Reverse()] };

    /// <summary>An axis with round ends that holds all values it can show.</summary>
    /// <param name="label">What the values are.</param>
    /// <param name="values">The values; NaN, infinities and what the scale cannot show are passed over.</param>
    /// <param name="scale">Linear or logarithmic.</param>
    /// <returns>The axis; of no values, one up to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The scale is a probit: its ends are chosen, not found.</exception>
    public static ChartAxis Holding(string label, IEnumerable<double> values, AxisScale scale = AxisScale.Linear)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfEqual(scale, AxisScale.Probit);
        var isLogarithmic = scale == AxisScale.Logarithmic;
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values.Where(value => double.IsFinite(value) && (value > 0 || !isLogarithmic)))
        {
            (low, high) = (
                Math.Min(low, Math.Clamp(value, -Largest / 4, Largest / 4)),
                Math.Max(high, Math.Clamp(value, -Largest / 4, Largest / 4)));
        }

        if (low > high)
        {
            return isLogarithmic ? new ChartAxis(label, 0.1, 1, scale) : new ChartAxis(label, 0, 1);
        }

        if (isLogarithmic)
        {
            var (from, to) = (Math.Max(Math.Floor(Math.Log10(low)), -300), Math.Ceiling(Math.Log10(high)));
            return new ChartAxis(label, Math.Pow(10, from), Math.Pow(10, Math.Max(to, from + 1)), scale);
        }

        var magnitude = Math.Max(Math.Abs(low), Math.Abs(high));
        var step = Step(
            high > low ? Math.Max(high - low, Math.Max(1e-6 * magnitude, Smallest)) : Math.Max(magnitude, 1));
        var (first, last) = (Math.Floor(low / step) * step, Math.Ceiling(high / step) * step);
        return new ChartAxis(label, first, last > first ? last : first + step);
    }

    /// <summary>
    /// Whether a value has a place: no NaN has, on a logarithmic axis nothing up to 0, on a probit axis only rates
    /// between 0 and 1.
    /// </summary>
    internal bool CanShow(double value) => Scale switch
    {
        AxisScale.Logarithmic => value > 0,
        AxisScale.Probit => value > 0 && value < 1,
        _ => !double.IsNaN(value),
    };

    /// <summary>Where a value that can be shown lies: 0 at the low end, 1 at the high end; held within both.</summary>
    internal double Share(double value)
    {
        var share = Scale switch
        {
            AxisScale.Logarithmic => Math.Log(value / Low) / Math.Log(High / Low),
            AxisScale.Probit => (Probit(value) - Probit(Low)) / (Probit(High) - Probit(Low)),
            _ => (value - Low) / (High - Low),
        };
        return Math.Clamp(share, 0, 1);
    }

    /// <summary>About a fifth of a range: 1, 2 or 5 times a power of ten.</summary>
    internal static double Step(double range)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(range / 5)));
        return (range / 5 / power) switch { < 1.5 => power, < 3.5 => 2 * power, < 7.5 => 5 * power, _ => 10 * power };
    }

    private static double Probit(double rate) => Normal.InvCDF(0, 1, rate);
}
