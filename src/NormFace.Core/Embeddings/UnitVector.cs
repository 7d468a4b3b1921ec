namespace NormFace.Embeddings;

/// <summary>The projection of a feature to the unit sphere, in double precision and rounded once.</summary>
/// <remarks>Source: Wang et al., "NormFace", arXiv:1704.06369, equation 3.</remarks>
public static class UnitVector
{
    /// <summary>Projects a feature.</summary>
    /// <param name="feature">The feature. Shape <c>[D]</c>.</param>
    /// <returns>The feature over its length. Shape <c>[D]</c>.</returns>
    /// <exception cref="InvalidDataException">
    /// It has no direction: it is zero, or holds a NaN or an infinity.
    /// </exception>
    public static float[] Of(ReadOnlySpan<float> feature)
    {
        var length = LengthOf(feature);
        if (!(length > 0 && double.IsFinite(length)))
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"A feature must have a direction, but its length is {length}. Is the model damaged?"));
        }

        var unit = new float[feature.Length];
        Scale(feature, 1 / length, unit);
        return unit;
    }

    /// <summary>The length of a feature.</summary>
    /// <param name="feature">The feature. Shape <c>[D]</c>.</param>
    /// <returns>Its Euclidean norm.</returns>
    public static double LengthOf(ReadOnlySpan<float> feature)
    {
        var squares = 0.0;
        foreach (double value in feature)
        {
            squares += value * value;
        }

        return Math.Sqrt(squares);
    }

    /// <summary>Writes a feature times a factor.</summary>
    /// <param name="feature">The feature. Shape <c>[D]</c>.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="scaled">Takes the products, in double precision and rounded once. Shape <c>[D]</c>.</param>
    public static void Scale(ReadOnlySpan<float> feature, double factor, Span<float> scaled)
    {
        for (var index = 0; index < feature.Length; index++)
        {
            scaled[index] = (float)(feature[index] * factor);
        }
    }
}
