using NormFace.Geometry;

namespace NormFace.Schedules;

/// <summary>Learning rate of every step of a run, as a pure function of the step: a resumed run needs nothing but its number.</summary>
public sealed record LearningRateSchedule
{
    private LearningRateSchedule(ScheduleShape shape, double rate, long steps)
    {
        Require.Above(rate, 0);
        if (steps < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"steps must be at least 1, but was {steps}.");
        }

        Shape = shape;
        Rate = rate;
        Steps = steps;
    }

    /// <summary>How the rate falls.</summary>
    public ScheduleShape Shape { get; }

    /// <summary>Base rate, above 0.</summary>
    public double Rate { get; }

    /// <summary>Steps of the run; the rate after them is that of the last one.</summary>
    public long Steps { get; }

    /// <summary>Steps at which a multistep rate falls, rising; each is the first step at the lower rate.</summary>
    public IReadOnlyList<long> Falls { get; private init; } = [];

    /// <summary>Factor at each fall, in (0, 1].</summary>
    public double Factor { get; private init; } = 0.1;

    /// <summary>Exponent of the polynomial form, above 0.</summary>
    public double Power { get; private init; } = 1;

    /// <summary>Steps over which the rate rises linearly to its base value; 0 for none.</summary>
    public long WarmUp { get; private init; }

    /// <summary>Lowest share of the base rate that polynomial and cosine end on, in (0, 1]; never 0, so that every step moves.</summary>
    public double LowestShare { get; private init; } = 1e-4;

    /// <summary>A rate that stays.</summary>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="steps">Steps of the run.</param>
    /// <returns>The schedule.</returns>
    public static LearningRateSchedule Constant(double rate, long steps) => new(ScheduleShape.Multistep, rate, steps);

    /// <summary>Caffe's multistep: the rate falls by a factor at given steps.</summary>
    /// <param name="rate">Base rate, above 0.</param>
    /// <param name="steps">Steps of the run.</param>
    /// <param name="falls">First steps at lower rates, rising; 16,000 and 24,000 of 28,000 for Wen's network.</param>
    /// <param name="factor">Factor at each fall, in (0, 1].</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentException">A number is out of range or the falls do not rise.</exception>
    public static LearningRateSchedule Multistep(double rate, long steps, IReadOnlyList<long> falls, double factor = 0.1)
    {
        ArgumentNullException.ThrowIfNull(falls);
        Require.Between(factor, double.Epsilon, 1);
        for (var index = 0; index < falls.Count; index++)
        {
            if (falls[index] < 1 || (index > 0 && falls[index] <= falls[index - 1]))
            {
                throw new ArgumentException($"falls must rise and be at least 1, but were {string.Join(", ", falls)}.", nameof(falls));
            }
        }

        return new LearningRateSchedule(ScheduleShape.Multistep, rate, steps) { Falls = falls, Factor = factor };
    }

    /// <summary>Caffe's poly: <c>rate · (1 − step / steps)^power</c>.</summary>
    /// <param name="rate">Base rate, above 0.</param>
    /// <param name="steps">Steps of the run.</param>
    /// <param name="power">Exponent, above 0.</param>
    /// <returns>The schedule.</returns>
    public static LearningRateSchedule Polynomial(double rate, long steps, double power = 1)
    {
        Require.Above(power, 0);
        return new LearningRateSchedule(ScheduleShape.Polynomial, rate, steps) { Power = power };
    }

    /// <summary>Half a cosine from the base rate down: <c>rate · (1 + cos(π step / steps)) / 2</c>.</summary>
    /// <param name="rate">Base rate, above 0.</param>
    /// <param name="steps">Steps of the run.</param>
    /// <returns>The schedule. Source: Loshchilov, Hutter, "SGDR", arXiv:1608.03983, without restarts.</returns>
    public static LearningRateSchedule Cosine(double rate, long steps) => new(ScheduleShape.Cosine, rate, steps);

    /// <summary>The same schedule after a linear rise.</summary>
    /// <param name="steps">Steps of the rise, at least 0 and below the steps of the run; falls are counted from the start of the run all the same.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is out of range.</exception>
    public LearningRateSchedule WithWarmUp(long steps) => steps >= 0 && steps < Steps
        ? this with { WarmUp = steps }
        : throw new ArgumentOutOfRangeException(nameof(steps), steps, $"A warm-up must lie in [0, {Steps}), the steps of the run, but was {steps}.");

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <returns>The rate, above 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is below 0.</exception>
    public double At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (step < WarmUp)
        {
            return Rate * (step + 1) / (WarmUp + 1);
        }

        var share = Math.Min(1, (double)(step - WarmUp) / (Steps - WarmUp));
        return Shape switch
        {
            ScheduleShape.Multistep => Rate * Math.Pow(Factor, Falls.Count(fall => step >= fall)),
            ScheduleShape.Polynomial => Rate * Math.Max(LowestShare, Math.Pow(1 - share, Power)),
            _ => Rate * Math.Max(LowestShare, (1 + Math.Cos(Math.PI * share)) / 2),
        };
    }
}
