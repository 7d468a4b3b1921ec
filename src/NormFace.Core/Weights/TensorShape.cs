namespace NormFace.Weights;

/// <summary>What may be the shape of a stored tensor.</summary>
internal static class TensorShape
{
    /// <summary>Most axes of a tensor.</summary>
    public const int LargestRank = 64;

    /// <summary>For people and errors: <c>[64, 3, 3, 3]</c>.</summary>
    public static string Text(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";

    /// <summary>How many bytes a tensor takes.</summary>
    /// <param name="shape">Length of every axis.</param>
    /// <param name="elementSize">Bytes of a number.</param>
    /// <param name="byteCount">The bytes; 0 if an axis has no length.</param>
    /// <returns>
    /// Whether there is such a tensor: no length is negative, there are at most 64 axes, and no count overflows.
    /// </returns>
    public static bool TryByteCount(IReadOnlyList<long> shape, int elementSize, out long byteCount)
    {
        // Empty axes count as 1 here, so that the strides of an empty tensor do not overflow either.
        var extent = (Int128)elementSize;
        byteCount = 0;

        if (shape.Count > LargestRank)
        {
            return false;
        }

        var isEmpty = false;
        foreach (var length in shape)
        {
            isEmpty |= length == 0;
            extent *= Math.Max(length, 1);
            if (length < 0 || extent > long.MaxValue)
            {
                return false;
            }
        }

        byteCount = isEmpty ? 0 : (long)extent;
        return true;
    }
}
