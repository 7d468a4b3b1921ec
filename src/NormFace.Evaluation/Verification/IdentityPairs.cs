using System.Numerics;
using System.Runtime.InteropServices;

namespace NormFace.Verification;

/// <summary>All pairs of a set of labelled embeddings.</summary>
/// <remarks>
/// <c>N (N − 1) / 2</c> pairs, each once, scored by the cosine of their rows. Nothing of that size is kept unless asked for:
/// <see cref="ForEachRow"/> needs one row of scores.
/// </remarks>
public sealed class IdentityPairs
{
    private readonly float[] embeddings; // [N, D], unit rows
    private readonly int[] labels;       // [N]

    /// <summary>Takes embeddings or features; rows of any length are projected to the unit sphere.</summary>
    /// <param name="rows">Values row by row. Shape <c>[N, D]</c>; every row finite and not zero.</param>
    /// <param name="labels">Label of the identity of each row. Shape <c>[N]</c>.</param>
    /// <exception cref="ArgumentException">
    /// Labels are missing, rows do not divide among them, or a row has no direction; it is named.
    /// </exception>
    public IdentityPairs(ReadOnlySpan<float> rows, ReadOnlySpan<int> labels)
    {
        if (labels.IsEmpty || rows.Length % labels.Length != 0 || rows.Length < labels.Length)
        {
            throw new ArgumentException($"rows must hold N x D values for N = {labels.Length} labels, but holds {rows.Length}.", nameof(rows));
        }

        this.labels = labels.ToArray();
        EmbeddingSize = rows.Length / labels.Length;
        embeddings = rows.ToArray();
        for (var row = 0; row < labels.Length; row++)
        {
            Project(Row(row), row);
        }
    }

    /// <summary>Called with a row and the cosines with all rows after it.</summary>
    /// <param name="row">Index of the row.</param>
    /// <param name="cosines">Cosines with rows <c>row + 1</c> to <c>N − 1</c>; valid during the call only.</param>
    public delegate void RowVisitor(int row, ReadOnlySpan<float> cosines);

    /// <summary>Number of rows <c>N</c>.</summary>
    public int Count => labels.Length;

    /// <summary>Label of the identity of each row. Shape <c>[N]</c>.</summary>
    public IReadOnlyList<int> Labels => labels;

    /// <summary>Length of a row, <c>D</c>.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Goes through all pairs, row by row, in order.</summary>
    /// <param name="visit">What to do with a row.</param>
    public void ForEachRow(RowVisitor visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        var cosines = new float[Count];
        for (var row = 0; row < Count - 1; row++)
        {
            for (var other = row + 1; other < Count; other++)
            {
                cosines[other - row - 1] = Dot(Row(row), Row(other));
            }

            visit(row, cosines.AsSpan(0, Count - row - 1));
        }
    }

    /// <summary>Every pair with its score.</summary>
    /// <returns><c>N (N − 1) / 2</c> pairs, of 16 bytes each.</returns>
    public ScorePair[] Scores()
    {
        var pairs = new ScorePair[checked(Count * (Count - 1L) / 2)];
        var position = 0;
        ForEachRow((row, cosines) =>
        {
            for (var offset = 0; offset < cosines.Length; offset++)
            {
                pairs[position++] = new ScorePair(cosines[offset], labels[row], labels[row + 1 + offset]);
            }
        });

        return pairs;
    }

    private Span<float> Row(int row) => embeddings.AsSpan(row * EmbeddingSize, EmbeddingSize);

    private static void Project(Span<float> values, int row)
    {
        var square = 0.0;
        foreach (var value in values)
        {
            square += (double)value * value;
        }

        if (!(square > 0 && double.IsFinite(square)))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"rows[{row}] must have a direction, but its squared length is {square}."), nameof(values));
        }

        var factor = 1 / Math.Sqrt(square);
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (float)(values[index] * factor);
        }
    }

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var leftVectors = MemoryMarshal.Cast<float, Vector<float>>(left);
        var rightVectors = MemoryMarshal.Cast<float, Vector<float>>(right);
        var sums = Vector<float>.Zero;
        for (var index = 0; index < leftVectors.Length; index++)
        {
            sums += leftVectors[index] * rightVectors[index];
        }

        var sum = Vector.Sum(sums);
        for (var index = leftVectors.Length * Vector<float>.Count; index < left.Length; index++)
        {
            sum += left[index] * right[index];
        }

        return sum;
    }
}
