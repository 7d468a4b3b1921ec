using Xunit;

namespace NormFace.Theory;

public class MovingAverageTests
{
    [Fact]
    public void The_first_value_is_the_average() => Assert.Equal(0.55, new MovingAverage(0.99).Add(0.55), 1e-15);

    [Fact]
    public void Later_values_weigh_more()
    {
        var average = new MovingAverage(0.5);

        average.Add(0);

        Assert.Equal(2.0 / 3, average.Add(1), 1e-15); // weights 1/4 and 1/2, divided by their sum
    }

    [Fact]
    public void A_constant_stays_a_constant()
    {
        var average = new MovingAverage(0.9);

        for (var step = 0; step < 100; step++)
        {
            average.Add(0.3);
        }

        Assert.Equal(0.3, average.Value, 1e-15);
    }

    [Fact]
    public void Before_the_first_value_there_is_no_average() => Assert.Equal(double.NaN, new MovingAverage().Value);

    [Fact]
    public void A_NaN_stays_visible()
    {
        var average = new MovingAverage();

        average.Add(double.NaN);

        Assert.Equal(double.NaN, average.Add(1));
    }

    [Theory]
    [InlineData(-0.1), InlineData(1), InlineData(double.NaN)]
    public void A_retention_outside_its_range_is_refused(double retention) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MovingAverage(retention));
}
