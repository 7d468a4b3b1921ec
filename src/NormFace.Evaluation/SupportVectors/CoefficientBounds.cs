namespace NormFace.SupportVectors;

/// <summary>
/// Kinds of the samples and what their coefficients <c>a y</c> may be: [0, C] for positive ones, [−C, 0] for negative
/// ones.
/// </summary>
internal sealed class CoefficientBounds
{
    private readonly double[] signs;

    public CoefficientBounds(IReadOnlyList<bool> positive, int count, double c)
    {
        ArgumentNullException.ThrowIfNull(positive);
        if (positive.Count != count)
        {
            throw new ArgumentException(
                $"positive must be as long as there are samples ({count}), but has {positive.Count}.",
                nameof(positive));
        }

        signs = [.. positive.Select(isPositive => isPositive ? 1.0 : -1.0)];
        C = c;
        PositiveCount = signs.Count(sign => sign > 0);
        if (PositiveCount == 0 || PositiveCount == count)
        {
            throw new ArgumentException(
                $"A machine needs samples of both kinds, but {PositiveCount} of {count} are "
                    + "positive.", nameof(positive));
        }
    }

    public double C { get; }

    public int PositiveCount { get; }

    public int NegativeCount => signs.Length - PositiveCount;

    public double Sign(int sample) => signs[sample];

    public double Lowest(int sample) => signs[sample] > 0 ? 0 : -C;

    public double Highest(int sample) => signs[sample] > 0 ? C : 0;

    /// <summary>
    /// The bias that would put a sample on its margin is <c>y − f</c>. Optimal is where this is nowhere higher for a
    /// coefficient that can rise than it is for one that can fall.
    /// </summary>
    public (double HighestThatCanRise, double LowestThatCanFall) MarginRange(double[] coefficients, double[] products)
    {
        var (highest, lowest) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var sample = 0; sample < signs.Length; sample++)
        {
            var margin = signs[sample] - products[sample];
            highest = coefficients[sample] < Highest(sample) ? Math.Max(highest, margin) : highest;
            lowest = coefficients[sample] > Lowest(sample) ? Math.Min(lowest, margin) : lowest;
        }

        return (highest, lowest);
    }
}
