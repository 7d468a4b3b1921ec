using NormFace.Settings;
using Xunit;

namespace NormFace.Schedules;

public class LearningRateScheduleTests
{
    [Theory]
    [InlineData(0, 0.1), InlineData(15_999, 0.1), InlineData(16_000, 0.01), InlineData(24_000, 0.001)]
    [InlineData(27_999, 0.001)]
    public void Multistep_is_that_of_Wens_network(long step, double expected)
    {
        var schedule = Of(0.1, ScheduleShape.Multistep) with { Falls = [16_000, 24_000] };

        Assert.Equal(expected, schedule.At(step, 28_000), 1e-15);
    }

    [Fact]
    public void Polynomial_of_power_two_quarters_at_half_time() =>
        Assert.Equal(0.025, (Of(0.1, ScheduleShape.Polynomial) with { Power = 2 }).At(50, 100), 1e-15);

    [Fact]
    public void Cosine_halves_at_half_time_and_never_reaches_zero()
    {
        var schedule = Of(0.1, ScheduleShape.Cosine);

        Assert.Equal(0.1, schedule.At(0, 100), 1e-15);
        Assert.Equal(0.05, schedule.At(50, 100), 1e-15);
        Assert.True(schedule.At(100, 100) > 0);
        Assert.True(schedule.At(1_000_000, 100) > 0);
    }

    [Fact]
    public void A_warm_up_rises_linearly_and_meets_the_schedule()
    {
        var schedule = Of(0.5, ScheduleShape.Constant) with { WarmUp = 4 };

        Assert.Equal(
            [0.1, 0.2, 0.3, 0.4, 0.5, 0.5],
            Enumerable.Range(0, 6).Select(step => Math.Round(schedule.At(step, 100), 12)));
    }

    [Fact]
    public void A_warm_up_as_long_as_the_run_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => (Of(0.5, ScheduleShape.Constant) with { WarmUp = 4 }).At(0, 4));

    [Fact]
    public void Falls_that_do_not_rise_are_refused() => Assert.Throws<ArgumentException>(
        () => OptionsSection.Check(Of(0.1, ScheduleShape.Multistep) with { Falls = [50, 50] }));

    private static LearningRateSchedule Of(double rate, ScheduleShape shape) => new() { Rate = rate, Shape = shape };
}
