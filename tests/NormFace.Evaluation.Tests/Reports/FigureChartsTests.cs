using NormFace.Charts;
using NormFace.Verification;
using Xunit;

namespace NormFace.Reports;

public class FigureChartsTests
{
    // 1000 impostors 0.001 .. 1 and ten genuine 0.95 .. 1.04: FAR 0.01 accepts from 0.991, that is 5 of 10 genuine
    // pairs.
    private static readonly ScoreSet Scores = new(
        [.. Enumerable.Range(95, 10).Select(score => score / 100.0)], [
            .. Enumerable.Range(1, 1000).Select(score => score / 1000.0)]);

    [Fact]
    public void A_ROC_begins_where_three_impostors_are_accepted_and_ends_at_one()
    {
        var chart = Assert.IsType<LineChart>(RocBlock.Of(("a", Scores)).Chart);
        var points = chart.Series[0].Points.ToArray();

        Assert.Equal((0.01, 1.0, AxisScale.Logarithmic), (chart.Across.Low, chart.Across.High, chart.Across.Scale));
        Assert.Equal(new ChartPoint(0.01, RocCurve.Of(Scores).Last(point => point.Far <= 0.01).Tar), points[0]);
        Assert.Equal(new ChartPoint(1, 1), points[^1]);
        Assert.Equal(RocCurve.Of(Scores).Count(point => point.Far > 0.01) + 1, points.Length);
    }

    [Fact]
    public void A_ROC_in_which_every_curve_is_high_begins_higher_and_shows_marked_rates_with_their_bars()
    {
        var series = RocSeries.Of(
            "a", new ScoreSet([2, 2, 2, 0.9985], [.. Enumerable.Range(1, 1000).Select(score => score / 1000.0)])) with
        {
            Marked =
            [
                new(0.1, new(0.9, 0.72, 0.95, 0.95), 0.9),
                new(0.001, new(0.5, 0.4, 0.6, 0.95), 1),
                new(0.5, new(1, double.NaN, double.NaN, double.NaN), 0.5),
            ],
        };

        var chart = Assert.IsType<LineChart>(RocBlock.Of([series]).Chart);

        Assert.Equal(0.7, chart.Up.Low, 12);
        Assert.Equal([new ChartRange(0.1, 0.72, 0.95), null], chart.Series[0].Dots.Select(dot => dot.Bar));
        Assert.Equal("a: TAR 90.00 % at FAR 10 %", chart.Series[0].Dots[0].Text);
    }

    [Fact]
    public void A_DET_shows_the_two_errors_within_its_axes()
    {
        var chart = Assert.IsType<LineChart>(DetBlock.Of(("a", Scores)).Chart);
        var points = chart.Series[^1].Points.ToArray();

        Assert.Equal((0.005, 0.1), (chart.Across.Low, chart.Up.Low));
        Assert.All(
            points,
            point =>
                Assert.True(
                    point.X >= chart.Across.Low
                        && point.X <= chart.Across.High
                        && point.Y >= chart.Up.Low
                        && point.Y <= chart.Up.High));
        Assert.Equal(
            RocCurve.Of(Scores)
                .Where(point => point.Far > 0.005 && point.Frr >= 0.1)
                .Select(point => new ChartPoint(point.Far, point.Frr)),
            points.Skip(1));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void Curves_of_perfect_and_of_hopeless_scores_can_be_drawn(bool isPerfect)
    {
        var scores = isPerfect
            ? new ScoreSet([1], [0])
            : new ScoreSet([double.NegativeInfinity], [double.PositiveInfinity]);

        foreach (var block in new[]
            {
                RocBlock.Of(("a", scores)),
                DetBlock.Of(("a", scores)),
                ScoreHistogramBlock.Of("a", scores),
            })
        {
            Assert.DoesNotMatch("NaN|Infinity|∞", ChartDrawing.Of(block.Chart, 500, 320).ToString());
        }
    }

    [Fact]
    public void A_histogram_counts_every_finite_score_once()
    {
        var scores = new ScoreSet(
            [0, 0.24, 0.25, 1, double.PositiveInfinity], [0.5, 0.5, 0.75, double.NegativeInfinity]);

        var histogram = ScoreHistogram.Of(scores, 0, 1, 4);

        Assert.Equal([0, 0.25, 0.5, 0.75, 1], histogram.Edges);
        Assert.Equal([2, 1, 0, 1], histogram.Genuine);
        Assert.Equal([0, 0, 2, 1], histogram.Impostor);
        Assert.Equal(2, histogram.OutsideCount);
        Assert.Equal((4L, 3L), (ScoreHistogram.Of(scores).Genuine.Sum(), ScoreHistogram.Of(scores).Impostor.Sum()));
        Assert.Equal("2 pairs lie outside the drawing.", ScoreHistogramBlock.Of("a", histogram).Note);
    }

    [Fact]
    public void Histograms_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ScoreHistogram([0], [], []));
        Assert.Throws<ArgumentException>(() => new ScoreHistogram([0, 0], [1], [1]));
        Assert.Throws<ArgumentException>(() => new ScoreHistogram([0, double.NaN], [1], [1]));
        Assert.Throws<ArgumentException>(() => new ScoreHistogram([0, 1], [1, 2], [1]));
        Assert.Throws<ArgumentException>(() => new ScoreHistogram([0, 1], [1], [-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreHistogram.Of(Scores, 0));
    }

    [Fact]
    public void A_CMC_starts_at_rank_one_and_refuses_rates_that_fall()
    {
        var chart = Assert.IsType<LineChart>(CumulativeMatchBlock.Of(("a", [0.9, 0.95, 1])).Chart);

        Assert.Equal([new(1, 0.9), new(2, 0.95), new ChartPoint(3, 1)], chart.Series[0].Points);
        Assert.Equal((1.0, 3.0, 0.9), (chart.Across.Low, chart.Across.High, chart.Up.Low));
        Assert.Contains(
            "0.8 at rank 2",
            Assert.Throws<ArgumentException>(() => CumulativeMatchBlock.Of(("a", [0.9, 0.8]))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CumulativeMatchBlock.Of(("a", [double.NaN])));
        Assert.Throws<ArgumentException>(() => CumulativeMatchBlock.Of(("a", [])));
        Assert.Throws<ArgumentException>(() => CumulativeMatchBlock.Of());
        Assert.Throws<ArgumentException>(() => RocBlock.Of());
        Assert.Throws<ArgumentException>(() => DetBlock.Of());
    }
}
