using Xunit;

namespace NormFace.Reports;

public class SvgChartTests
{
    private static readonly ChartAxis ToTen = new("x", 0, 10);

    [Fact]
    public void Points_lie_where_their_values_say()
    {
        // 500 x 300 less margins of 54, 12, 10 and 42: columns 54 to 488, rows 258 (low) to 10 (high).
        var svg = new SvgChart("t", ToTen, new ChartAxis("y", 1, 100, IsLogarithmic: true)).Line([(0, 1), (5, 10), (10, 100)], 0).ToString();

        Assert.Contains("d=\"M54 258L271 134L488 10\"", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_axis_cannot_show_parts_the_line()
    {
        var svg = new SvgChart("t", ToTen, ToTen).Line([(0, 0), (2, 2), (3, double.NaN), (5, 5), (10, 10)], 0).ToString();

        Assert.Equal(2, svg.Split('"').Single(part => part.StartsWith("M54", StringComparison.Ordinal)).Count(letter => letter == 'M'));
        Assert.DoesNotContain("d=", new SvgChart("t", ToTen, new ChartAxis("y", 1, 10, true)).Line([(0, 0), (1, -1)], 0).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_points_become_as_many_as_can_be_seen_and_the_last_is_kept()
    {
        var points = Enumerable.Range(0, 100_001).Select(index => (index / 10_000.0, index / 10_000.0));

        var svg = new SvgChart("t", ToTen, ToTen).Line(points, 0).ToString();

        Assert.InRange(svg.Length, 5_000, 25_000);
        Assert.Contains("L488 10\"", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_beyond_the_axes_stay_inside_the_frame() => Assert.Contains(
        "d=\"M54 10L488 258\"", new SvgChart("t", ToTen, ToTen).Line([(-5, double.PositiveInfinity), (50, -3)], 0).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 7.3, "0 2 4 6 8")]
    [InlineData(0.72, 0.81, "0.72 0.74 0.76 0.78 0.8 0.82")]
    [InlineData(-1, 1, "-1 -0.5 0 0.5 1")]
    [InlineData(3, 3, "3 3.1 3.2 3.3 3.4 3.5")]
    [InlineData(0, 12_345, "0 2000 4000 6000 8000 10000 12000 14000")]
    public void An_even_axis_has_round_ends_and_round_ticks(double low, double high, string ticks) =>
        Assert.Equal(ticks, string.Join(' ', ChartAxis.Holding("v", [low, high, double.NaN]).Ticks().Select(tick => tick.Text)));

    [Fact]
    public void A_logarithmic_axis_names_powers_of_ten_and_passes_over_zero() => Assert.Equal(
        "1e-4 0.001 0.01 0.1 1", string.Join(' ', ChartAxis.Holding("v", [0, 0.0004, 0.9], isLogarithmic: true).Ticks().Select(tick => tick.Text)));

    [Theory]
    [InlineData(false), InlineData(true)]
    public void An_axis_without_values_still_is_one(bool isLogarithmic) =>
        Assert.NotEmpty(ChartAxis.Holding("v", [double.NaN, double.PositiveInfinity], isLogarithmic).Ticks());
}
