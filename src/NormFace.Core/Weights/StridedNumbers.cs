namespace NormFace.Weights;

/// <summary>Brings numbers that lie with strides into row-by-row order.</summary>
internal static class StridedNumbers
{
    /// <summary>Copies numbers in the order of their indices, the last axis fastest.</summary>
    /// <param name="source">From the first number on.</param>
    /// <param name="size">Bytes of a number.</param>
    /// <param name="shape">Length of every axis, each at least 1.</param>
    /// <param name="strides">Numbers from one index of an axis to the next, each at least 0.</param>
    /// <param name="byteCount">Bytes of the result.</param>
    /// <returns>The numbers in order.</returns>
    public static byte[] Gather(
        ReadOnlySpan<byte> source, int size, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, int byteCount)
    {
        var result = new byte[byteCount];
        Span<long> index = stackalloc long[shape.Length];
        var from = 0L;

        for (var to = 0; to < byteCount; to += size)
        {
            source.Slice((int)(from * size), size).CopyTo(result.AsSpan(to));

            // The next index: counts up the last axis, carrying to the ones before.
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                from -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return result;
    }
}
