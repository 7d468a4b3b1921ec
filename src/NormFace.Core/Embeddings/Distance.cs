namespace NormFace.Embeddings;

/// <summary>Euclidean distance between features, in double precision.</summary>
public static class Distance
{
    /// <summary>The distance between two features.</summary>
    /// <param name="first">A feature. Shape <c>[D]</c>.</param>
    /// <param name="second">Another, by the same network. Shape <c>[D]</c>.</param>
    /// <returns>The length of their difference, at least 0; NaN if a value is NaN.</returns>
    /// <exception cref="ArgumentException">They have different lengths.</exception>
    public static double Of(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException(
                $"Features must have the same length, but have {first.Length} and {second.Length} values.",
                nameof(second));
        }

        var squares = 0.0;
        for (var index = 0; index < first.Length; index++)
        {
            var difference = (double)first[index] - second[index];
            squares += difference * difference;
        }

        return Math.Sqrt(squares);
    }
}
