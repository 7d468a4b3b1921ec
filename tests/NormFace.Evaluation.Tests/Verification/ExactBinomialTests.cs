using System.Text.Json;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Verification;

public class ExactBinomialTests
{
    [Fact]
    public void The_ends_are_those_of_SciPy()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedData.InRepository("tests/golden/calibration.json")));

        foreach (var row in file.RootElement.GetProperty("clopperPearson").EnumerateArray())
        {
            double Of(string name) => row.GetProperty(name).GetDouble();
            var interval = ExactBinomial.Interval((long)Of("successes"), (long)Of("trials"), Of("level"));

            // The logarithms of gamma that both use lose digits as trials grow: 10^9 trials keep seven.
            var digits = Of("trials") > 1e6 ? 1e-6 : 1e-9;
            Assert.Equal(Of("successes") / Of("trials"), interval.Value);
            Assert.Equal(Of("low"), interval.Low, digits * Of("low"));
            Assert.Equal(Of("high"), interval.High, digits * Of("high"));
        }
    }

    [Theory]
    [InlineData(0.8), InlineData(0.95), InlineData(0.99)]
    public void Whatever_the_share_the_interval_holds_it_at_least_as_often_as_it_says(double level)
    {
        for (var trials = 1; trials <= 25; trials++)
        {
            var intervals = Enumerable.Range(0, trials + 1)
                .Select(count => ExactBinomial.Interval(count, trials, level))
                .ToArray();
            var chances = new double[trials + 1];

            // The chance to hold the share is lowest just beside an end.
            var shares = intervals.SelectMany(interval => new[] { interval.Low, interval.High })
                .SelectMany(end => new[] { end - 1e-9, end + 1e-9 })
                .Concat(
                    Enumerable.Range(1, 99).Select(percent => percent / 100.0)).Where(share => share is > 0 and < 1);
            foreach (var share in shares)
            {
                chances[0] = Math.Pow(1 - share, trials);
                for (var count = 1; count <= trials; count++)
                {
                    chances[count] = chances[count - 1] * (trials - count + 1) / count * share / (1 - share);
                }

                var coverage = chances.Where((_, count) =>
                    intervals[count].Low <= share && share <= intervals[count].High).Sum();
                Assert.True(
                    coverage >= level - 1e-7,
                    FormattableString.Invariant($"{trials} trials, share {share}: {coverage}"));
            }
        }
    }

    [Fact]
    public void Without_a_success_the_upper_end_is_a_closed_form()
    {
        var interval = ExactBinomial.Interval(0, 3000);

        Assert.Equal((0.0, 0.0), (interval.Value, interval.Low));
        Assert.Equal(1 - Math.Pow(0.025, 1 / 3000.0), interval.High, 1e-14);
        Assert.Equal(0, ExactBinomial.Interval(0, 1).Low);
        Assert.Equal(0.975, ExactBinomial.Interval(0, 1).High, 1e-15);
        Assert.Equal(1, ExactBinomial.Interval(1, 1).High);
        Assert.Equal(0.025, ExactBinomial.Interval(1, 1).Low, 1e-15);
    }

    [Fact]
    public void Failures_mirror_successes()
    {
        var (few, many) = (ExactBinomial.Interval(3, 40), ExactBinomial.Interval(37, 40));

        Assert.Equal(few.Low, 1 - many.High, 1e-12);
        Assert.Equal(few.High, 1 - many.Low, 1e-12);
    }

    [Theory]
    [InlineData(-1, 5, 0.95)]
    [InlineData(6, 5, 0.95)]
    [InlineData(0, 0, 0.95)]
    [InlineData(1, 5, 0)]
    [InlineData(1, 5, 1)]
    [InlineData(1, 5, double.NaN)]
    public void Counts_and_levels_outside_their_range_are_refused(long successes, long trials, double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactBinomial.Interval(successes, trials, level));
}
