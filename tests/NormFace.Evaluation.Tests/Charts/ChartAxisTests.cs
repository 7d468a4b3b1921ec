using Xunit;

namespace NormFace.Charts;

public class ChartAxisTests
{
    [Theory]
    [InlineData(0, 7.3, "0 2 4 6 8")]
    [InlineData(0.72, 0.81, "0.72 0.74 0.76 0.78 0.8 0.82")]
    [InlineData(-1, 1, "-1 -0.5 0 0.5 1")]
    [InlineData(3, 3, "3 3.1 3.2 3.3 3.4 3.5")]
    [InlineData(0, 12_345, "0 2000 4000 6000 8000 10000 12000 14000")]
    [InlineData(0, 3e9, "0 5e8 1e9 1.5e9 2e9 2.5e9 3e9")]
    [InlineData(0, 3e-8, "0 5e-9 1e-8 1.5e-8 2e-8 2.5e-8 3e-8")]
    public void An_even_axis_has_round_ends_and_round_ticks(double low, double high, string ticks) =>
        Assert.Equal(ticks, Texts(ChartAxis.Holding("v", [low, high, double.NaN])));

    [Theory]
    [InlineData(0.0004, 0.9, "10^-4 10^-3 10^-2 10^-1 1")]
    [InlineData(0.004, 0.9, "0.001 0.01 0.1 1")]
    [InlineData(0.02, 0.9, "0.01 0.1 1")]
    [InlineData(0.2, 0.9, "0.1 0.2 0.5 1")]
    [InlineData(3, 4e9, "1 10^2 10^4 10^6 10^8 10^10")]
    public void A_logarithmic_axis_names_powers_of_ten_and_passes_over_zero(double low, double high, string ticks) =>
        Assert.Equal(ticks, Texts(ChartAxis.Holding("v", [0, low, high], AxisScale.Logarithmic)));

    [Fact]
    public void A_logarithmic_axis_need_not_end_at_a_power_of_ten() =>
        Assert.Equal("1 2 5 10 20", Texts(new ChartAxis("rank", 1, 24, AxisScale.Logarithmic)));

    [Fact]
    public void A_probit_axis_is_as_long_as_normal_quantiles_and_names_percent()
    {
        // Normal quantiles of 0.1, 1, 5 and 50 % by scipy.stats.norm.ppf: -3.0902, -2.3263, -1.6449, 0.
        var axis = new ChartAxis("far", 0.001, 0.5, AxisScale.Probit);

        Assert.Equal((3.0902323061678132 - 2.3263478740408408) / 3.0902323061678132, axis.Share(0.01), 12);
        Assert.Equal((3.0902323061678132 - 1.6448536269514729) / 3.0902323061678132, axis.Share(0.05), 12);
        Assert.Equal("0.1 0.2 0.5 1 2 5 10 20 40", Texts(axis));
        Assert.Equal([false, true, false], new[] { 0, 0.2, 1 }.Select(axis.CanShow));
    }

    [Theory]
    [InlineData(nameof(AxisScale.Linear)), InlineData(nameof(AxisScale.Logarithmic))]
    public void An_axis_without_values_still_is_one(string scale) =>
        Assert.NotEmpty(
            Texts(ChartAxis.Holding("v", [double.NaN, double.PositiveInfinity], Enum.Parse<AxisScale>(scale))));

    [Theory]
    [InlineData(-double.MaxValue, double.MaxValue)]
    [InlineData(1e9, 1e9 + 1e-7)]
    [InlineData(0, double.Epsilon)]
    [InlineData(-1e300, -1e300)]
    public void An_axis_of_extreme_values_has_a_handful_of_ticks(double low, double high)
    {
        Assert.InRange(AxisTicks.Of(ChartAxis.Holding("v", [low, high])).Count(), 2, 12);
        Assert.InRange(AxisTicks.Of(ChartAxis.Holding("v", [low, high], AxisScale.Logarithmic)).Count(), 1, 12);
    }

    [Theory]
    [InlineData(1, 1, nameof(AxisScale.Linear)), InlineData(0, double.NaN, nameof(AxisScale.Linear))]
    [InlineData(0, double.PositiveInfinity, nameof(AxisScale.Linear))]
    [InlineData(0, 1, nameof(AxisScale.Logarithmic))]
    [InlineData(0.1, 1, nameof(AxisScale.Probit))]
    [InlineData(0, 0.5, nameof(AxisScale.Probit))]
    public void Ends_that_do_not_fit_the_scale_are_refused(double low, double high, string scale) =>
        Assert.Throws<ArgumentException>(() => new ChartAxis("v", low, high, Enum.Parse<AxisScale>(scale)));

    private static string Texts(ChartAxis axis) =>
        string.Join(
            ' ', AxisTicks.Of(axis).Select(tick => tick.Power.Length > 0 ? $"{tick.Text}^{tick.Power}" : tick.Text));
}
