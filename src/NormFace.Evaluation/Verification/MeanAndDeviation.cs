namespace NormFace.Verification;

/// <summary>
/// Mean and spread of a figure over folds, seeds or snapshots: the number after a plus-minus, with its meaning stated.
/// </summary>
/// <remarks>
/// The paper reports the mean over five snapshots of a model, taken 1,000 steps apart after convergence, with a
/// plus-minus that it does not define. Both candidates are here. Source: Wang et al., "NormFace", arXiv:1704.06369,
/// section 4.
/// </remarks>
/// <param name="Mean">Mean of the values.</param>
/// <param name="StandardDeviation">Root of the mean squared distance to the mean (division by n).</param>
/// <param name="StandardError">
/// Uncertainty of the mean: the deviation with division by n − 1, over √n; NaN for a single value.
/// </param>
/// <param name="Count">Number of values.</param>
public readonly record struct MeanAndDeviation(double Mean, double StandardDeviation, double StandardError, int Count)
{
    /// <summary>Computes them.</summary>
    /// <param name="values">At least one value; NaN gives NaN.</param>
    /// <returns>The figures; a constant list has deviation 0 exactly.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    public static MeanAndDeviation Of(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            throw new ArgumentException("values must hold at least one value, but is empty.", nameof(values));
        }

        var first = values.First(); // distances from a value keep what distances from zero would round away
        var mean = first + (values.Sum(value => value - first) / values.Count);
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return new MeanAndDeviation(
            mean,
            Math.Sqrt(squares / values.Count),
            Math.Sqrt(squares / (values.Count - 1) / values.Count),
            values.Count);
    }
}
