using System.ComponentModel.DataAnnotations;
using NormFace.Settings;

namespace NormFace.Schedules;

/// <summary>
/// Learning rate of every step of a run, as a pure function of the step: a resumed run needs nothing but its number.
/// </summary>
internal sealed record LearningRateSchedule : IValidatedOptions
{
    /// <summary>The learning rate; its maximum if it varies.</summary>
    [Range(0.0, 1000.0, MinimumIsExclusive = true)]
    public required double Rate { get; init; }

    /// <summary>How the rate falls.</summary>
    public ScheduleShape Shape { get; init; }

    /// <summary>
    /// Steps at which a multistep rate falls, in ascending order; each is the first step at the lower rate. 16,000 and
    /// 24,000 of
    /// 28,000 for Wen's network.
    /// </summary>
    [Range(1, double.MaxValue)]
    public IReadOnlyList<long> Falls { get; init; } = [];

    /// <summary>Factor at each fall.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Factor { get; init; } = 0.1;

    /// <summary>Exponent of the polynomial form.</summary>
    [Range(0.0, 100.0, MinimumIsExclusive = true)]
    public double Power { get; init; } = 1;

    /// <summary>
    /// Steps over which the rate rises linearly to its maximum; less than the steps of the run. Falls are still counted
    /// from the start of the run.
    /// </summary>
    [Range(0, 1_000_000_000)]
    public long WarmUp { get; init; }

    /// <summary>
    /// Share of the rate at which polynomial and cosine end; above 0, so that every step has an effect.
    /// </summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double MinShare { get; init; } = 1e-4;

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="steps">Steps of the run, above the warm-up; the rate after them is that of the last one.</param>
    /// <returns>The rate, above 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public double At(long step, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(steps, WarmUp);
        if (step < WarmUp)
        {
            return Rate * (step + 1) / (WarmUp + 1);
        }

        var share = Math.Min(1, (double)(step - WarmUp) / (steps - WarmUp));
        return Shape switch
        {
            ScheduleShape.Multistep => Rate * Math.Pow(Factor, Falls.Count(fall => step >= fall)),
            ScheduleShape.Polynomial => Rate * Math.Max(MinShare, Math.Pow(1 - share, Power)),
            ScheduleShape.Cosine => Rate * Math.Max(MinShare, (1 + Math.Cos(Math.PI * share)) / 2),
            _ => Rate,
        };
    }

    /// <inheritdoc />
    public void Validate()
    {
        if (Falls.Zip(Falls.Skip(1)).Any(pair => pair.Second <= pair.First))
        {
            throw new SettingException("falls", $"must rise, but were {string.Join(", ", Falls)}.");
        }
    }
}
