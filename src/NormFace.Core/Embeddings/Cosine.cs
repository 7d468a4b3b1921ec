using System.Numerics;

namespace NormFace.Embeddings;

/// <summary>The cosine of two features: what the paper compares faces by.</summary>
public static class Cosine
{
    /// <summary>Computes <c>⟨a, b⟩ / (‖a‖·‖b‖)</c> in double precision.</summary>
    /// <param name="first">A feature that is not zero. Shape <c>[D]</c>.</param>
    /// <param name="second">Another. Shape <c>[D]</c>.</param>
    /// <returns>
    /// The cosine, in [−1, 1] up to rounding; NaN where one is zero. Swapping the two changes no bit.
    /// </returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<float> first, ReadOnlySpan<float> second) =>
        Product(first, second) / (UnitVector.LengthOf(first) * UnitVector.LengthOf(second));

    /// <summary>Computes the same of features in double precision.</summary>
    /// <param name="first">A feature that is not zero. Shape <c>[D]</c>.</param>
    /// <param name="second">Another. Shape <c>[D]</c>.</param>
    /// <returns>The cosine, as above.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        Product(first, second) / (Math.Sqrt(Product(first, first)) * Math.Sqrt(Product(second, second)));

    /// <summary>The inner product, summed in double precision.</summary>
    /// <param name="first">A feature. Shape <c>[D]</c>.</param>
    /// <param name="second">Another. Shape <c>[D]</c>.</param>
    /// <returns>The sum of the products.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Product<T>(ReadOnlySpan<T> first, ReadOnlySpan<T> second)
        where T : struct, INumberBase<T>
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Both features must have one length, but have {first.Length} and {second.Length}."));
        }

        var product = 0.0;
        for (var index = 0; index < first.Length; index++)
        {
            product += double.CreateTruncating(first[index]) * double.CreateTruncating(second[index]);
        }

        return product;
    }
}
