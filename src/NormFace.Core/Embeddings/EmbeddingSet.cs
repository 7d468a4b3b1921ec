namespace NormFace.Embeddings;

/// <summary>
/// Embeddings of pictures: points on the unit sphere, which a cosine compares. Normalising features makes them.
/// </summary>
/// <remarks>
/// An embedding is kept as its feature and the feature's length, so that nothing is rounded before it has to be.
/// </remarks>
public sealed class EmbeddingSet : PictureRows
{
    private readonly float[] values;
    private readonly double[] lengths;

    internal EmbeddingSet(PictureRows rows, float[] values)
        : base(rows)
    {
        this.values = values;
        lengths = [.. Enumerable.Range(0, Count).Select(row => UnitVector.LengthOf(Feature(row)))];
    }

    /// <summary>Writes an embedding.</summary>
    /// <param name="row">Index in [0, N).</param>
    /// <param name="unit">Takes the embedding, of length 1. Shape <c>[D]</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="unit"/> is of another length.</exception>
    public void CopyRow(int row, Span<float> unit) => UnitVector.Scale(Feature(row), 1 / lengths[row], unit);

    /// <summary>The cosine of two embeddings, in double precision.</summary>
    /// <param name="first">Index in [0, N).</param>
    /// <param name="second">Index in [0, N).</param>
    /// <returns>The cosine, in [−1, 1] up to rounding: to the last bit what
    /// <see cref="Embeddings.Cosine.Of(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// gives of the features.</returns>
    public double Cosine(int first, int second) =>
        Embeddings.Cosine.Product(Feature(first), Feature(second)) / (lengths[first] * lengths[second]);

    private ReadOnlySpan<float> Feature(int row) => values.AsSpan(row * Size, Size);
}
