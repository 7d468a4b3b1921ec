using System.Globalization;

namespace NormFace.Embeddings;

/// <summary>Features of pictures as a network gives them, of any length.</summary>
/// <remarks><see cref="Normalize"/> turns them into embeddings, which can be compared.</remarks>
public sealed class FeatureSet : PictureRows
{
    private readonly float[] values;

    /// <summary>Takes features with their names and checks both.</summary>
    /// <param name="values">Values row by row; kept, not copied. Shape <c>[N, D]</c>.</param>
    /// <param name="names">
    /// Path of the picture of each row, each once, with <c>/</c> between parts. Shape <c>[N]</c>, N at least 1.
    /// </param>
    /// <exception cref="InvalidDataException">
    /// There are no rows, the values do not divide among the names, a row holds a NaN or an infinity or is all zero, or
    /// a name is empty or given twice. Rows and names are listed, ten at most with their number.
    /// </exception>
    public FeatureSet(float[] values, IReadOnlyList<string> names)
        : base(names, RowSize(values, names))
    {
        this.values = values;
        CheckRows();
    }

    /// <summary>All values, row by row. Shape <c>[N, D]</c>.</summary>
    public ReadOnlyMemory<float> Values => values;

    /// <summary>The feature of a picture.</summary>
    /// <param name="row">Index in [0, N).</param>
    /// <returns>The values. Shape <c>[D]</c>.</returns>
    public ReadOnlySpan<float> Row(int row) => values.AsSpan(row * Size, Size);

    /// <summary>Projects the features to the unit sphere.</summary>
    /// <returns>The embeddings. They share the values of this set, which must not change any more.</returns>
    /// <remarks>
    /// Source: Wang et al., "NormFace", arXiv:1704.06369, equation 3, without its epsilon: no row is zero.
    /// </remarks>
    public EmbeddingSet Normalize() => new(this, values);

    /// <summary>The set with some of its rows.</summary>
    /// <param name="chosen">Rows to keep, each in [0, N) and once, at least one; their order is kept.</param>
    /// <returns>A set of copies.</returns>
    /// <exception cref="InvalidDataException">No row is chosen, or one twice.</exception>
    public FeatureSet Choose(IReadOnlyList<int> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        var kept = new float[chosen.Count * Size];
        for (var place = 0; place < chosen.Count; place++)
        {
            Row(chosen[place]).CopyTo(kept.AsSpan(place * Size));
        }

        return new FeatureSet(kept, [.. chosen.Select(row => Names[row])]);
    }

    /// <summary>Merges the features with those of the mirror images.</summary>
    /// <param name="mirror">
    /// Features of the mirror images, under the same names in any order. Shape <c>[N, D]</c>.
    /// </param>
    /// <param name="merge">How; <see cref="MirrorMerge.None"/> gives this set.</param>
    /// <returns>
    /// Merged features in the order of this set. Shape <c>[N, D]</c>, or <c>[N, 2D]</c> for concatenation.
    /// </returns>
    /// <exception cref="InvalidDataException">Sizes differ, or a name is missing among the mirror images.</exception>
    public FeatureSet MergeWith(FeatureSet mirror, MirrorMerge merge)
    {
        ArgumentNullException.ThrowIfNull(mirror);
        if (Size != mirror.Size || Count != mirror.Count)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"Mirror features must be [{Count}, {Size}] like the front features, but are [{mirror.Count}, "
                + $"{mirror.Size}]."));
        }

        if (merge == MirrorMerge.None)
        {
            return this;
        }

        var size = MirrorMerging.Length(Size, merge);
        var merged = new float[Count * size];
        for (var row = 0; row < Count; row++)
        {
            if (!mirror.TryFind(Names[row], out var other))
            {
                throw new InvalidDataException(
                    $"Mirror features must cover every picture, but '{Names[row]}' is missing.");
            }

            MirrorMerging.Merge(Row(row), mirror.Row(other), merge, merged.AsSpan(row * size, size));
        }

        return new FeatureSet(merged, Names);
    }

    private static int RowSize(float[] values, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(names);
        return names.Count > 0 && values.Length > 0 && values.Length % names.Count == 0
            ? values.Length / names.Count
            : throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"A set of features needs N x D values for N names, at least one row and one column, but has "
                + $"{values.Length} values ")
                + FormattableString.Invariant($"for {names.Count} names."));
    }

    private void CheckRows()
    {
        List<string> wrong = [];
        for (var row = 0; row < Count; row++)
        {
            var values = Row(row);
            var isZero = !values.ContainsAnyExcept(0f);
            foreach (var value in values)
            {
                if (!float.IsFinite(value))
                {
                    wrong.Add(FormattableString.Invariant($"row {row} ('{Names[row]}') holds {value}"));
                    break;
                }
            }

            if (isZero)
            {
                wrong.Add(FormattableString.Invariant($"row {row} ('{Names[row]}') is all zero"));
            }
        }

        RowFaults.Throw("Every row must be finite and have a direction", wrong);
    }
}
