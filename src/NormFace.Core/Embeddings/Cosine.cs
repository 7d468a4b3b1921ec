namespace NormFace.Embeddings;

/// <summary>The cosine of two features: what the paper compares faces by.</summary>
public static class Cosine
{
    /// <summary>Computes <c>⟨a, b⟩ / (‖a‖·‖b‖)</c> in double precision.</summary>
    /// <param name="first">A feature that is not zero. Shape <c>[D]</c>.</param>
    /// <param name="second">Another. Shape <c>[D]</c>.</param>
    /// <returns>The cosine, in [−1, 1] up to rounding; NaN where one is zero. Swapping the two changes no bit.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        CheckSizes(first.Length, second.Length);
        double product = 0, firstSquare = 0, secondSquare = 0;
        for (var index = 0; index < first.Length; index++)
        {
            product += (double)first[index] * second[index];
            firstSquare += (double)first[index] * first[index];
            secondSquare += (double)second[index] * second[index];
        }

        return product / (Math.Sqrt(firstSquare) * Math.Sqrt(secondSquare));
    }

    /// <summary>Computes the same of features in double precision.</summary>
    /// <param name="first">A feature that is not zero. Shape <c>[D]</c>.</param>
    /// <param name="second">Another. Shape <c>[D]</c>.</param>
    /// <returns>The cosine, as above.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        CheckSizes(first.Length, second.Length);
        double product = 0, firstSquare = 0, secondSquare = 0;
        for (var index = 0; index < first.Length; index++)
        {
            product += first[index] * second[index];
            firstSquare += first[index] * first[index];
            secondSquare += second[index] * second[index];
        }

        return product / (Math.Sqrt(firstSquare) * Math.Sqrt(secondSquare));
    }

    private static void CheckSizes(int first, int second)
    {
        if (first != second)
        {
            throw new ArgumentException(FormattableString.Invariant($"Both features must have one length, but have {first} and {second}."));
        }
    }
}
