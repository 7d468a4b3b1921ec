namespace NormFace.Theory;

/// <summary>How the softmax probability of a class changes when the feature is lengthened (Proposition 1).</summary>
/// <remarks>
/// Without a bias the probability of the winning class never falls when the feature grows, so a plain softmax rewards
/// long features: they spread along rays, and their length says nothing of the class. With a bias this fails.
/// Source: Wang et al., "NormFace", arXiv:1704.06369, Proposition 1. Symbols: docs/math.md#proposition-1.
/// </remarks>
public static class ProbabilityRatio
{
    /// <summary>Softmax probability of one class for the feature <c>t·f</c>.</summary>
    /// <param name="products">
    /// Inner product of the feature <c>f</c> with every class vector; at least one, finite.
    /// </param>
    /// <param name="biases">Bias of every class, or empty for none.</param>
    /// <param name="classIndex">The class <c>i</c>.</param>
    /// <param name="factor">Factor <c>t</c> on the feature; finite.</param>
    /// <returns><c>P_i(t·f)</c>, in [0, 1].</returns>
    /// <exception cref="ArgumentException"><paramref name="products"/> is empty, or the lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="classIndex"/> is no index of <paramref name="products"/>.
    /// </exception>
    public static double Probability(
        ReadOnlySpan<double> products, ReadOnlySpan<double> biases, int classIndex, double factor)
    {
        Check.NotEmpty(products.Length, nameof(products));
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(classIndex, products.Length);

        if (!biases.IsEmpty)
        {
            Check.SameLength(biases.Length, products.Length, nameof(biases), nameof(products));
        }

        // 1/P_i = sum_j exp(logit_j - logit_i): the form the proposition is proved by.
        var inverse = 0.0;

        for (var j = 0; j < products.Length; j++)
        {
            var bias = biases.IsEmpty ? 0 : biases[j] - biases[classIndex];
            inverse += Math.Exp((factor * (products[j] - products[classIndex])) + bias);
        }

        return 1 / inverse;
    }

    /// <summary>Ratio of the probability after lengthening to the one before, without biases.</summary>
    /// <param name="products">Inner product of the feature with every class vector; at least one, finite.</param>
    /// <param name="classIndex">The class <c>i</c>.</param>
    /// <param name="factor">Factor <c>t</c> on the feature; finite.</param>
    /// <returns><c>P_i(t·f)/P_i(f)</c>; at least 1 for the winning class and <c>t &gt; 1</c>.</returns>
    /// <exception cref="ArgumentException"><paramref name="products"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="classIndex"/> is no index of <paramref name="products"/>.
    /// </exception>
    public static double OfLengthening(ReadOnlySpan<double> products, int classIndex, double factor) =>
        Probability(products, [], classIndex, factor) / Probability(products, [], classIndex, 1);
}
