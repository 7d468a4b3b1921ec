using Xunit;

namespace NormFace.Charts;

public class SvgChartTests
{
    private static readonly ChartAxis ToTen = new("x", 0, 10);

    [Fact]
    public void Points_lie_where_their_values_say()
    {
        // 500 x 300 less margins of 54, 12, 10 and 42: columns 54 to 488, rows 258 (low) to 10 (high).
        var svg = new SvgChart("t", ToTen, new ChartAxis("y", 1, 100, AxisScale.Logarithmic))
            .Line([new(0, 1), new(5, 10), new(10, 100)], 0)
            .ToString();

        Assert.Contains("d=\"M54 258L271 134L488 10\"", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_axis_cannot_show_parts_the_line()
    {
        var svg = new SvgChart("t", ToTen, ToTen)
            .Line([new(0, 0), new(2, 2), new(3, double.NaN), new(5, 5), new(10, 10)], 0)
            .ToString();

        Assert.Equal(
            2,
            svg.Split('"')
                .Single(part => part.StartsWith("M54", StringComparison.Ordinal))
                .Count(letter => letter == 'M'));
        Assert.DoesNotContain(
            "d=",
            new SvgChart("t", ToTen, new ChartAxis("y", 1, 10, AxisScale.Logarithmic))
                .Line([new(0, 0), new(1, -1)], 0)
                .ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_points_become_as_many_as_can_be_seen_and_the_last_is_kept()
    {
        var points = Enumerable.Range(0, 100_001).Select(index => new ChartPoint(index / 10_000.0, index / 10_000.0));

        var svg = new SvgChart("t", ToTen, ToTen).Line(points, 0).ToString();

        Assert.InRange(svg.Length, 5_000, 25_000);
        Assert.Contains("L488 10\"", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_beyond_the_axes_stay_inside_the_frame() => Assert.Contains(
        "d=\"M54 10L488 258\"", new SvgChart("t", ToTen, ToTen)
            .Line([new(-5, double.PositiveInfinity), new(50, -3)], 0)
            .ToString(), StringComparison.Ordinal);
}
