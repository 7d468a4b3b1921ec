using Xunit;

namespace NormFace.Theory;

public class SoftmaxBoundTests
{
    // Golden values of B(n, s), printed to six places: hence a tolerance of half the last one.
    [Theory]
    [InlineData(2, 1, 0.126928), InlineData(2, 2, 0.018150), InlineData(2, 4, 0.000335), InlineData(2, 5, 0.000045)]
    [InlineData(10, 1, 1.376935), InlineData(10, 2, 0.680726), InlineData(10, 4, 0.100472), InlineData(10, 5, 0.034202)]
    [InlineData(10, 10, 0.000134), InlineData(10, 15, 0.000001)]
    [InlineData(100, 1, 3.612377)]
    [InlineData(100, 2, 2.648317)]
    [InlineData(100, 4, 1.008486)]
    [InlineData(100, 5, 0.491156)]
    [InlineData(100, 10, 0.004055), InlineData(100, 15, 0.000026)]
    [InlineData(1000, 1, 5.908474), InlineData(1000, 2, 4.912137), InlineData(1000, 4, 2.956170)]
    [InlineData(1000, 5, 2.040909)]
    [InlineData(1000, 10, 0.043924)]
    [InlineData(1000, 15, 0.000301)]
    [InlineData(1000, 20, 0.000002)]
    [InlineData(10000, 1, 8.210412), InlineData(10000, 2, 7.210779), InlineData(10000, 4, 5.215288)]
    [InlineData(10000, 5, 4.224481)]
    [InlineData(10000, 10, 0.373975)]
    [InlineData(10000, 15, 0.003049)]
    [InlineData(10000, 20, 0.000021)]
    [InlineData(10572, 1, 8.266032), InlineData(10572, 2, 7.266379), InlineData(10572, 4, 5.270645)]
    [InlineData(10572, 5, 4.279345)]
    [InlineData(10572, 10, 0.391683)]
    [InlineData(10572, 15, 0.003224)]
    [InlineData(10572, 20, 0.000022)]
    [InlineData(10575, 1, 8.266316), InlineData(10575, 2, 7.266663), InlineData(10575, 4, 5.270927)]
    [InlineData(10575, 5, 4.279625)]
    [InlineData(10575, 10, 0.391775)]
    [InlineData(10575, 15, 0.003225)]
    [InlineData(10575, 20, 0.000022)]
    [InlineData(100000, 1, 10.512933), InlineData(100000, 2, 9.512969), InlineData(100000, 4, 7.513421)]
    [InlineData(100000, 5, 6.514349)]
    [InlineData(100000, 10, 1.711903)]
    [InlineData(100000, 15, 0.030127)]
    [InlineData(100000, 20, 0.000206)]
    public void The_bound_has_the_published_values(int classCount, double scale, double expected) =>
        Assert.Equal(expected, SoftmaxBound.At(classCount, scale), 0.5e-6 + 1e-9);

    [Theory]
    [InlineData(10, 1, 1.4903)]
    [InlineData(10, 0.1, 4.0045)]
    [InlineData(10, 0.01, 6.1177)]
    [InlineData(10, 1e-3, 8.1940)]
    [InlineData(10, 1e-4, 10.2668)]
    [InlineData(100, 1, 4.0133)]
    [InlineData(100, 0.1, 6.7788)]
    [InlineData(100, 0.01, 9.1033)]
    [InlineData(100, 1e-3, 11.3874)]
    [InlineData(100, 1e-4, 13.6674)]
    [InlineData(1000, 1, 6.3591)]
    [InlineData(1000, 0.1, 9.1498)]
    [InlineData(1000, 0.01, 11.4954)]
    [InlineData(1000, 1e-3, 13.8002)]
    [InlineData(1000, 1e-4, 16.1009)]
    [InlineData(10572, 1, 8.7237)]
    [InlineData(10572, 0.1, 11.5169)]
    [InlineData(10572, 0.01, 13.8647)]
    [InlineData(10572, 1e-3, 16.1716)]
    [InlineData(10572, 1e-4, 18.4744)]
    [InlineData(100000, 1, 10.9715)]
    [InlineData(100000, 0.1, 13.7649)]
    [InlineData(100000, 0.01, 16.1129)]
    [InlineData(100000, 1e-3, 18.4200)]
    [InlineData(100000, 1e-4, 20.7230)]
    public void The_inverse_has_the_published_values(int classCount, double floor, double expected) =>
        Assert.Equal(expected, SoftmaxBound.ScaleFor(classCount, floor), 0.5e-4 + 1e-9);

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(10, 1e-12)]
    [InlineData(10572, 0.01)]
    [InlineData(100000, 11)]
    [InlineData(1000, 1e-300)]
    public void The_inverse_undoes_the_bound(int classCount, double floor)
    {
        var scale = SoftmaxBound.ScaleFor(classCount, floor);

        // relative: the scale's last digit moves the floor by s·1e-16
        Assert.Equal(1, SoftmaxBound.At(classCount, scale) / floor, 1e-10);
    }

    [Fact]
    public void At_scale_zero_nothing_is_better_than_guessing() =>
        Assert.Equal(Math.Log(10), SoftmaxBound.At(10, 0), 1e-15);

    [Fact]
    public void The_bound_is_finite_and_zero_for_enormous_scales() =>
        Assert.Equal(0, SoftmaxBound.At(10, 1e300));

    [Fact]
    public void A_margin_shifts_the_own_logit_by_scale_times_margin()
    {
        // log(1 + (n-1)·exp(s·m - s·n/(n-1))), n = 5, s = 3, m = 0.4
        var expected = Math.Log(1 + (4 * Math.Exp((3 * 0.4) - (3 * 5 / 4.0))));

        Assert.Equal(expected, SoftmaxBound.At(5, 3, 0.4), 1e-14);
    }

    [Fact]
    public void A_margin_no_scale_can_win_does_not_overflow() =>
        Assert.Equal((1e4 * 2) - (1e4 * 10 / 9) + Math.Log(9), SoftmaxBound.At(10, 1e4, 2), 1e-8);

    [Theory]
    [InlineData(2), InlineData(3), InlineData(10), InlineData(50), InlineData(200)]
    public void A_regular_simplex_reaches_the_bound(int classCount)
    {
        foreach (var scale in new[] { 1.0, 4, 16, 30 })
        {
            var simplex = LiteralSoftmax.Simplex(classCount);
            var loss = LiteralSoftmax.MeanLoss(simplex, simplex, scale);

            Assert.Equal(SoftmaxBound.At(classCount, scale), loss, 1e-12);
        }
    }

    [Fact]
    public void No_balanced_arrangement_lies_below_the_bound()
    {
        var random = new Random(3);

        for (var trial = 0; trial < 3000; trial++)
        {
            var classCount = random.Next(2, 12);
            var size = random.Next(1, 12);
            var scale = random.NextDouble() * 20;
            var features = LiteralSoftmax.RandomUnit(random, classCount, size);
            var agents = LiteralSoftmax.RandomUnit(random, classCount, size);

            Assert.True(LiteralSoftmax.MeanLoss(features, agents, scale) >= SoftmaxBound.At(classCount, scale) - 1e-12);
        }
    }

    [Fact]
    public void A_batch_of_one_class_may_lie_below_the_bound()
    {
        // One present class, n = 10, s = 1, every other agent opposite: log(1 + 9·e^-2) = 0.796614 < B = 1.376935.
        double[][] feature = [[1, 0]];
        double[][] agents = [[1, 0], .. Enumerable.Repeat(new double[] { -1, 0 }, 9)];

        var loss = LiteralSoftmax.MeanLoss(feature, agents, 1);

        Assert.Equal(0.796614, loss, 0.5e-6);
        Assert.True(loss < SoftmaxBound.At(10, 1));
    }

    [Theory]
    [InlineData(1, 1.538499), InlineData(16, 0.090031)]
    public void Ten_points_on_a_circle_stay_above_the_bound(double scale, double expected)
    {
        var circle = Enumerable.Range(0, 10)
            .Select(index => new[] { Math.Cos(index * Math.PI / 5), Math.Sin(index * Math.PI / 5) })
            .ToArray();

        var loss = LiteralSoftmax.MeanLoss(circle, circle, scale);

        Assert.Equal(expected, loss, 0.5e-6);
        Assert.True(loss > SoftmaxBound.At(10, scale));
    }

    [Fact]
    public void The_scale_has_the_published_slope_on_a_simplex() =>
        Assert.Equal(-0.106210604, SoftmaxBound.ScaleSlope(10, 4), 1e-8);

    [Theory]
    [InlineData(10, 1), InlineData(10, 4), InlineData(1000, 12)]
    public void The_slope_is_the_derivative_of_the_bound(int classCount, double scale)
    {
        const double step = 1e-6;
        var difference = (
            SoftmaxBound.At(classCount, scale + step) - SoftmaxBound.At(classCount, scale - step)) / (2 * step);

        Assert.Equal(difference, SoftmaxBound.ScaleSlope(classCount, scale), 1e-8);
    }

    [Theory]
    [InlineData(10, 0.45085), InlineData(1000, 0.0073421)]
    public void Plain_cosines_leave_the_published_probability_in_the_best_case(int classCount, double expected)
    {
        // True class at cosine 1, all others at -1, no scale: e/(e + (n-1)/e).
        double[] products = [1, .. Enumerable.Repeat(-1.0, classCount - 1)];

        Assert.Equal(expected, ProbabilityRatio.Probability(products, [], 0, 1), 0.5e-5);
    }

    [Theory]
    [InlineData(1, 1, "classCount must be at least 2, but was 1.")]
    [InlineData(2, -1, "scale must be finite and at least 0, but was -1.")]
    [InlineData(2, double.NaN, "scale must be finite and at least 0, but was NaN.")]
    public void Impossible_arguments_are_refused_by_name(int classCount, double scale, string message)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => SoftmaxBound.At(classCount, scale));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(2.4), InlineData(double.NaN)]
    public void A_floor_outside_what_a_scale_can_give_is_refused(double floor)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => SoftmaxBound.ScaleFor(10, floor));

        Assert.StartsWith(
            "floor must lie above 0 and below log(10) = 2.302585, the loss of guessing.",
            error.Message,
            StringComparison.Ordinal);
    }
}
