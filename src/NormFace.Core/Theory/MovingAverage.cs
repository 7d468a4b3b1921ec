namespace NormFace.Theory;

/// <summary>Exponential moving average of a training figure, exact from the first value on.</summary>
/// <remarks>
/// The weights of the values seen so far always sum to 1, so the average is not drawn to zero at the start. The paper
/// follows the bound of Proposition 3 this way and finds it at 0.5 to 0.6.
/// </remarks>
public sealed class MovingAverage
{
    private readonly double retention;
    private double sum;
    private double weight;

    /// <summary>Creates an average without values.</summary>
    /// <param name="retention">Share of the past kept at each value, in [0, 1); default: 0.99.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retention"/> is outside [0, 1) or NaN.</exception>
    public MovingAverage(double retention = 0.99)
    {
        if (!(retention >= 0 && retention < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(retention), retention,
                FormattableString.Invariant($"retention must lie in [0, 1), but was {retention}."));
        }

        this.retention = retention;
    }

    /// <summary>The average, or NaN before the first value.</summary>
    public double Value => weight == 0 ? double.NaN : sum / weight;

    /// <summary>Adds a value. A NaN makes the average NaN from here on: a failure must stay visible.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The average with the value in it.</returns>
    public double Add(double value)
    {
        sum = (retention * sum) + ((1 - retention) * value);
        weight = (retention * weight) + (1 - retention);
        return Value;
    }
}
