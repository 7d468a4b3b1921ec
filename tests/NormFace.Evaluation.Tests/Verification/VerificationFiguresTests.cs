using Xunit;

namespace NormFace.Verification;

public class VerificationFiguresTests
{
    [Theory]
    [InlineData(false), InlineData(true)]
    public void Every_figure_equals_its_definition(bool isTied)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var (genuine, impostor) = LiteralVerification.Draw(seed, isTied);
            var scores = new ScoreSet(genuine, impostor);

            Assert.Equal(LiteralVerification.Auc(genuine, impostor), RocCurve.Auc(scores), 1e-12);
            Assert.Equal(
                LiteralVerification.EqualErrorRate(genuine, impostor), RocCurve.EqualErrorRate(scores).Rate, 2e-4);
            Assert.Equal(
                LiteralVerification.BestAccuracy(genuine, impostor), RocCurve.BestThreshold(scores).Accuracy, 1e-12);
            Assert.All([0, scores.Resolution, 0.1, 0.29, 0.5, 1], far =>
            {
                if (far == 0 || far >= scores.Resolution)
                {
                    Assert.Equal(
                        LiteralVerification.TarAt(genuine, impostor, far), RocCurve.At(scores, far).Tar, 1e-12);
                }
            });
        }
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Every_point_of_the_curve_is_what_its_threshold_does(bool isTied)
    {
        var (genuine, impostor) = LiteralVerification.Draw(7, isTied);

        var points = RocCurve.Of(new ScoreSet(genuine, impostor)).ToArray();

        Assert.Equal(LiteralVerification.Thresholds(genuine, impostor), points.Select(point => point.Threshold));
        Assert.All(points, point => Assert.Equal(
            (LiteralVerification.Far(impostor, point.Threshold), LiteralVerification.Tar(genuine, point.Threshold)),
            (point.Far, point.Tar)));
    }

    [Fact]
    public void The_area_is_that_of_the_polyline()
    {
        var (genuine, impostor) = LiteralVerification.Draw(11, isTied: true);
        var scores = new ScoreSet(genuine, impostor);
        var points = RocCurve.Of(scores).ToArray();

        var area = points.Zip(points.Skip(1)).Sum(
            pair => (pair.Second.Far - pair.First.Far) * (pair.First.Tar + pair.Second.Tar) / 2);

        Assert.Equal(area, RocCurve.Auc(scores), 1e-12);
    }

    [Fact]
    public void Separated_scores_are_perfect()
    {
        var scores = new ScoreSet([0.8, 0.9], [0.1, 0.7]);

        Assert.Equal(1, RocCurve.Auc(scores));
        Assert.Equal((0, 0.8), RocCurve.EqualErrorRate(scores));
        Assert.Equal((0.8, 1), RocCurve.BestThreshold(scores));
        Assert.Equal(new OperatingPoint(0.8, 0, 1), RocCurve.At(scores, 0));
    }

    [Fact]
    public void Reversed_scores_are_wrong_throughout()
    {
        var scores = new ScoreSet([0.1], [0.9]);

        Assert.Equal(0, RocCurve.Auc(scores));
        Assert.Equal(1, RocCurve.EqualErrorRate(scores).Rate);
    }

    [Fact]
    public void Scores_that_are_all_equal_tell_nothing()
    {
        var scores = new ScoreSet([0.5, 0.5, 0.5], [0.5, 0.5]);

        Assert.Equal(0.5, RocCurve.Auc(scores));
        Assert.Equal(0.5, RocCurve.EqualErrorRate(scores).Rate);
        Assert.Equal(0.6, RocCurve.BestThreshold(scores).Accuracy);
        Assert.Equal(0, RocCurve.At(scores, 0.5).Tar);
    }

    [Fact]
    public void The_equal_error_rate_lies_on_the_line_between_two_points()
    {
        // Thresholds 0.9, 0.6, 0.4, 0.2: (FAR, FRR) = (0, 1/2), (1/2, 1/2): met at a threshold.
        Assert.Equal(0.5, RocCurve.EqualErrorRate(new ScoreSet([0.9, 0.4], [0.6, 0.2])).Rate);

        // (FAR, FRR) = (0, 1/2) then (1/3, 0): FAR = FRR at 1/3·x = 1/2·(1 − x), x = 3/5, rate 1/5.
        Assert.Equal(0.2, RocCurve.EqualErrorRate(new ScoreSet([0.9, 0.5], [0.5, 0.2, 0.1])).Rate, 1e-15);
    }

    [Fact]
    public void A_wanted_rate_is_never_exceeded_nor_missed_by_rounding()
    {
        // 29 of 100 impostors is 0.29, though 0.29 * 100 is 28.999999999999996.
        var scores = new ScoreSet([50.5], [.. Enumerable.Range(0, 100).Select(value => (double)value)]);

        Assert.Equal(0.29, RocCurve.At(scores, 0.29).Far);
        Assert.Equal(0.28, RocCurve.At(scores, 0.2899).Far);
    }

    [Fact]
    public void A_tie_that_would_exceed_the_wanted_rate_is_left_out_whole()
    {
        var scores = new ScoreSet([0.9, 0.5, 0.5], [0.5, 0.5, 0.1, 0.1]);

        Assert.Equal(new OperatingPoint(0.9, 0, 1 / 3.0), RocCurve.At(scores, 0.49));
    }

    [Fact]
    public void A_rate_finer_than_the_impostor_pairs_show_is_refused()
    {
        var scores = new ScoreSet([1], new double[200]);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => RocCurve.At(scores, 0.001));

        Assert.Contains(
            "far must be 0 or at least 0.005, which 200 impostor pairs can show, but was 0.001.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1), InlineData(1.1), InlineData(double.NaN)]
    public void A_rate_outside_its_range_is_refused(double far) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RocCurve.At(new ScoreSet([1], [0]), far));

    [Fact]
    public void Rejecting_everything_can_be_the_best_threshold() =>
        Assert.Equal((double.PositiveInfinity, 0.75), RocCurve.BestThreshold(new ScoreSet([0.1], [0.5, 0.6, 0.7])));
}
