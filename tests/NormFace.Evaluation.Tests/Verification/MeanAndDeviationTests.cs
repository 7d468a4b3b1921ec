using Xunit;

namespace NormFace.Verification;

public class MeanAndDeviationTests
{
    [Fact]
    public void A_constant_list_does_not_deviate()
    {
        var figures = MeanAndDeviation.Of([0.9921, 0.9921, 0.9921, 0.9921, 0.9921]);

        Assert.Equal(0.9921, figures.Mean);
        Assert.Equal(0, figures.StandardDeviation);
        Assert.Equal(0, figures.StandardError);
    }

    [Fact]
    public void Two_four_four_four_five_five_seven_nine_deviate_by_two()
    {
        var figures = MeanAndDeviation.Of([2, 4, 4, 4, 5, 5, 7, 9]);

        Assert.Equal(5, figures.Mean, 1e-15);
        Assert.Equal(2, figures.StandardDeviation, 1e-15);
        Assert.Equal(Math.Sqrt(32.0 / 7 / 8), figures.StandardError, 1e-15);
        Assert.Equal(8, figures.Count);
    }

    [Fact]
    public void A_single_value_has_no_standard_error() =>
        Assert.True(double.IsNaN(MeanAndDeviation.Of([0.5]).StandardError));

    [Fact]
    public void Nothing_has_no_mean() => Assert.Throws<ArgumentException>(() => MeanAndDeviation.Of([]));
}
