namespace NormFace.Embeddings;

/// <summary>Embeddings of pictures: points on the unit sphere, which a cosine compares. <see cref="FeatureSet.Normalize"/> makes them.</summary>
/// <remarks>An embedding is kept as its feature and the feature's length, so that nothing is rounded before it has to be.</remarks>
public sealed class EmbeddingSet : PictureRows
{
    private readonly FeatureSet features;
    private readonly double[] lengths;

    internal EmbeddingSet(FeatureSet features)
        : base(features)
    {
        this.features = features;
        lengths = new double[Count];
        for (var row = 0; row < Count; row++)
        {
            lengths[row] = UnitVector.LengthOf(features.Row(row));
        }
    }

    /// <summary>Writes an embedding.</summary>
    /// <param name="row">Index in [0, N).</param>
    /// <param name="unit">Takes the embedding, of length 1. Shape <c>[D]</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="unit"/> is of another length.</exception>
    public void CopyRow(int row, Span<float> unit) => UnitVector.Scale(features.Row(row), 1 / lengths[row], unit);

    /// <summary>The cosine of two embeddings, in double precision.</summary>
    /// <param name="first">Index in [0, N).</param>
    /// <param name="second">Index in [0, N).</param>
    /// <returns>The cosine, in [−1, 1] up to rounding: to the last bit what <see cref="Embeddings.Cosine.Of(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// gives of the features.</returns>
    public double Cosine(int first, int second) =>
        Embeddings.Cosine.Product(features.Row(first), features.Row(second)) / (lengths[first] * lengths[second]);

    /// <summary>The set with some of its rows.</summary>
    /// <param name="chosen">Rows to keep, each in [0, N) and once, at least one; their order is kept.</param>
    /// <returns>A set of copies.</returns>
    /// <exception cref="InvalidDataException">No row is chosen, or one twice.</exception>
    public EmbeddingSet Choose(IReadOnlyList<int> chosen) => features.Choose(chosen).Normalize();
}
