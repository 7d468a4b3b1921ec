using Xunit;

namespace NormFace.Charts;

public class ChartDrawingTests
{
    [Fact]
    public void Dots_bars_and_marks_lie_where_their_values_say()
    {
        // 500 x 300 less margins: columns 54 to 488, rows 258 (low) to 10 (high); a tenth is 43.4 columns and 24.8
        // rows.
        var svg = ChartDrawing.Of(Chart("a"), 500, 300).ToString();

        Assert.Contains(
            "<circle class=\"dot f1\" cx=\"271\" cy=\"134\" r=\"4\"><title>half</title></circle>",
            svg,
            StringComparison.Ordinal);
        Assert.Contains("d=\"M271 158.8L271 109.2M267 158.8h8M267 109.2h8\"", svg, StringComparison.Ordinal);
        Assert.Contains(
            "<line class=\"mark\" x1=\"140.8\" y1=\"10\" x2=\"140.8\" y2=\"258\"/>", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_place_is_left_out()
    {
        var chart = Chart("a") with
        {
            Series = [new ChartSeries("a", [new(double.NaN, 0)]) { Dots = [new ChartDot(new(double.NaN, 1), "no")] }],
            Marks = [new ChartMark(double.PositiveInfinity, "no"), new ChartMark(double.NaN, "no")],
        };

        var svg = ChartDrawing.Of(chart, 500, 300).ToString();

        Assert.All(
            ["NaN", "∞", "no<", "circle", "class=\"mark\"", "class=\"curve"],
            word => Assert.DoesNotContain(word, svg, StringComparison.Ordinal));
    }

    [Fact]
    public void Bars_of_a_histogram_are_shares_of_their_kind()
    {
        // One of four in the first bin is 25 %, three are 75 %; the axis ends at 80 %: rows 258 - 248 * 25 / 80 and so
        // on.
        var chart = new HistogramChart(
            "t", "score", [0, 1, 2], [new HistogramSeries("a", [1, 3]), new HistogramSeries("none", [0, 0], 1)]);

        var svg = ChartDrawing.Of(chart, 500, 300).ToString();

        Assert.Contains("d=\"M54 258L54 180.5L271 180.5L271 25.5L488 25.5L488 258Z\"", svg, StringComparison.Ordinal);
        Assert.Contains("d=\"M54 258L271 258L488 258Z\"", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void A_power_of_ten_is_raised() => Assert.Contains(
        ">10<tspan class=\"power\" dy=\"-0.45em\">−4</tspan></text>",
        new SvgChart("t", new ChartAxis("far", 1e-4, 1, AxisScale.Logarithmic), new ChartAxis("tar", 0, 1)).ToString(),
        StringComparison.Ordinal);

    private static LineChart Chart(string name) => new("title", new ChartAxis("x", 0, 10), new ChartAxis("y", 0, 10),
    [
        new ChartSeries(name, [new(0, 1), new(10, 9)])
        {
            Color = 1,
            Dots = [new ChartDot(new(5, 5), "half") { Bar = new ChartRange(5, 4, 6) }],
        },
    ])
    {
        Marks = [new ChartMark(2, "two")],
    };
}
