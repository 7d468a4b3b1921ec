using NormFace.Embeddings;

namespace NormFace.Identification;

/// <summary>Rows on the unit sphere, whose dot products are cosines.</summary>
internal sealed class UnitRows
{
    private readonly float[] values;

    /// <summary>The chosen rows of a set, in the order chosen.</summary>
    public UnitRows(EmbeddingSet set, IReadOnlyList<int> chosen)
    {
        Size = set.Size;
        Count = chosen.Count;
        values = new float[(long)Count * Size];
        for (var place = 0; place < Count; place++)
        {
            Project(set.Row(chosen[place]), values.AsSpan(place * Size, Size));
        }
    }

    public int Count { get; }

    public int Size { get; }

    public ReadOnlySpan<float> Row(int row) => values.AsSpan(row * Size, Size);

    /// <summary>Writes a finite row that is not zero at length 1.</summary>
    public static void Project(ReadOnlySpan<float> row, Span<float> target)
    {
        var square = 0.0;
        foreach (var value in row)
        {
            square += (double)value * value;
        }

        var factor = 1 / Math.Sqrt(square);
        for (var index = 0; index < row.Length; index++)
        {
            target[index] = (float)(row[index] * factor);
        }
    }
}
