using NormFace.Verification;
using Xunit;

namespace NormFace.Calibration;

public class MatchThresholdTests
{
    [Theory]
    [InlineData(false), InlineData(true)]
    public void No_more_lenient_threshold_keeps_the_rate(bool isTied)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var (genuine, impostor) = LiteralVerification.Draw(seed, isTied);
            foreach (var rate in new[] { 0.05, 0.2, 0.5 })
            {
                if (impostor.Length * rate < 1
                    || LiteralVerification.Far(impostor, genuine.Concat(impostor).Max()) > rate)
                {
                    continue;
                }

                var found = ScoreCalibration.ForIndependent(
                    new ScoreSet(genuine, impostor), rate, new() { LeastFalseMatches = 1 });

                var lowest = genuine.Concat(impostor)
                    .Where(score => LiteralVerification.Far(impostor, score) <= rate)
                    .Min();
                Assert.Equal(lowest, found.Threshold);
                Assert.Equal(
                    (impostor.Count(score => score >= lowest), impostor.Length),
                    (found.FalseMatchCount, found.ImpostorCount));
                Assert.Equal(LiteralVerification.Far(impostor, lowest), found.FalseMatchRate.Value);
                Assert.Equal(LiteralVerification.Tar(genuine, lowest), found.TrueAcceptRate.Value);
            }
        }
    }

    [Fact]
    public void Independent_pairs_have_exact_intervals()
    {
        double[] impostor = [.. Enumerable.Range(0, 1000).Select(index => index / 1000.0)];

        var found = ScoreCalibration.ForIndependent(new ScoreSet([0.5, 0.995, 2], impostor), 0.01);

        Assert.Equal((0.99, 10L), (found.Threshold, found.FalseMatchCount));
        Assert.Equal(ExactBinomial.Interval(10, 1000), found.FalseMatchRate);
        Assert.Equal(ExactBinomial.Interval(2, 3), found.TrueAcceptRate);
        Assert.Null(found.ThresholdInterval);
    }

    [Fact]
    public void Pairs_that_share_people_have_wider_intervals_and_one_of_the_threshold()
    {
        var pairs = SimulatedFaces.Pairs(1, people: 40);
        var options = new CalibrationOptions { Bootstrap = new() { ReplicateCount = 200 } };

        var found = ScoreCalibration.For(pairs, 0.05, options);
        var independent = ScoreCalibration.ForIndependent(ScoreSet.From(pairs), 0.05, options);

        Assert.Equal(independent.Threshold, found.Threshold);
        Assert.True(found.FalseMatchRate.High - found.FalseMatchRate.Low > 1.2 * (
            independent.FalseMatchRate.High - independent.FalseMatchRate.Low));
        Assert.InRange(found.Threshold, found.ThresholdInterval!.Value.Low, found.ThresholdInterval.Value.High);
        Assert.Equal(found, ScoreCalibration.ForEach(pairs, [0.05, 0.2], options)[0]);
    }

    [Fact]
    public void A_rate_the_pairs_cannot_support_is_refused_with_the_number_it_needs()
    {
        var scores = new ScoreSet([1], new double[3000]);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ScoreCalibration.ForIndependent(scores, 0.0001));

        Assert.StartsWith(
            "falseMatchRate must be at least 0.00333 with 3000 impostor pairs, but was 0.0001. At least 100000 "
                + "impostor pairs would be needed",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.01, 10, 1000)]
    [InlineData(0.003, 3, 1000)]
    [InlineData(0.003, 10, 3334)]
    [InlineData(1e-6, 30, 30_000_000)]
    [InlineData(1, 1, 1)]
    public void The_pairs_needed_are_the_false_matches_over_the_rate(double rate, double least, double needed)
    {
        var options = new CalibrationOptions { LeastFalseMatches = least };

        Assert.Equal(needed, ScoreCalibration.ImpostorsNeeded(rate, options));
    }

    [Fact]
    public void Scores_so_coarse_that_the_highest_exceeds_the_rate_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(
            () => ScoreCalibration.ForIndependent(new ScoreSet([1], [.. Enumerable.Repeat(1.0, 200)]), 0.5));

        Assert.Contains("are already 200 of 200 impostor pairs", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0), InlineData(-0.1), InlineData(1.1), InlineData(double.NaN)]
    public void Rates_outside_their_range_are_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ScoreCalibration.ForIndependent(new ScoreSet([1], new double[100]), rate));

    [Theory]
    [InlineData(0.5), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void Fewer_than_one_false_match_is_no_support(double least) => Assert.Throws<ArgumentOutOfRangeException>(
        () => ScoreCalibration.ImpostorsNeeded(0.1, new() { LeastFalseMatches = least }));
}
