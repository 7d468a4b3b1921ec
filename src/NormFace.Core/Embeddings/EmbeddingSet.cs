using NormFace.Datasets;

namespace NormFace.Embeddings;

/// <summary>Features or embeddings of pictures, each row under the path of its picture: what every evaluation starts from.</summary>
/// <remarks>
/// Rows are kept as given, of any length; what compares them projects them to the unit sphere. The identity of a row is the first
/// folder of its path (<c>Name/Name_0001.jpg</c> shows <c>Name</c>).
/// </remarks>
public sealed class EmbeddingSet
{
    private const int NamedAtMost = 10;

    private readonly float[] values;
    private readonly string[] names;
    private readonly int[] labels;
    private readonly Dictionary<string, int> rows;

    /// <summary>Takes rows with their names and checks both.</summary>
    /// <param name="values">Values row by row; kept, not copied. Shape <c>[N, D]</c>.</param>
    /// <param name="names">Path of the picture of each row, each once, with <c>/</c> between parts. Shape <c>[N]</c>, N at least 1.</param>
    /// <exception cref="InvalidDataException">
    /// There are no rows, values do not divide among the names, a row holds a NaN or an infinity or is all zero, or a name is empty or
    /// given twice. Rows and names are listed, ten at most with their number.
    /// </exception>
    public EmbeddingSet(float[] values, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0 || values.Length == 0 || values.Length % names.Count != 0)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"An embedding set needs N x D values for N names, at least one row and one column, but has {values.Length} values for {names.Count} names."));
        }

        this.values = values;
        this.names = [.. names];
        Size = values.Length / names.Count;
        rows = new Dictionary<string, int>(names.Count, StringComparer.Ordinal);
        CheckNames();
        CheckRows();
        Identities = new IdentityLabels(this.names.Select(PicturePath.Identity));
        labels = [.. this.names.Select(name => Identities.TryLabelOf(PicturePath.Identity(name), out var label) ? label : -1)];
    }

    /// <summary>Number of rows N.</summary>
    public int Count => names.Length;

    /// <summary>Length of a row, D.</summary>
    public int Size { get; }

    /// <summary>All values, row by row. Shape <c>[N, D]</c>.</summary>
    public ReadOnlyMemory<float> Values => values;

    /// <summary>Path of the picture of each row. Shape <c>[N]</c>.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The identities the rows show, with their labels.</summary>
    public IdentityLabels Identities { get; }

    /// <summary>Label of the identity of each row. Shape <c>[N]</c>.</summary>
    public IReadOnlyList<int> Labels => labels;

    /// <summary>Values of a row. Shape <c>[D]</c>.</summary>
    /// <param name="row">Index in [0, N).</param>
    /// <returns>The values.</returns>
    public ReadOnlySpan<float> Row(int row) => values.AsSpan(row * Size, Size);

    /// <summary>Looks up the row of a picture.</summary>
    /// <param name="name">Path of the picture, exactly as named.</param>
    /// <param name="row">Its row, or 0 where there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryFind(string name, out int row) => rows.TryGetValue(name, out row);

    /// <summary>The set with some of its rows.</summary>
    /// <param name="chosen">Rows to keep, each in [0, N) and once, at least one; their order is kept.</param>
    /// <returns>A set of copies.</returns>
    /// <exception cref="InvalidDataException">No row is chosen, or one twice.</exception>
    public EmbeddingSet Choose(IReadOnlyList<int> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        var kept = new float[chosen.Count * Size];
        for (var place = 0; place < chosen.Count; place++)
        {
            Row(chosen[place]).CopyTo(kept.AsSpan(place * Size));
        }

        return new EmbeddingSet(kept, [.. chosen.Select(row => names[row])]);
    }

    private void CheckNames()
    {
        List<string> wrong = [];
        for (var row = 0; row < names.Length; row++)
        {
            if (names[row].Length == 0)
            {
                wrong.Add(FormattableString.Invariant($"row {row} has an empty name"));
            }
            else if (!rows.TryAdd(names[row], row))
            {
                wrong.Add(FormattableString.Invariant($"'{names[row]}' names rows {rows[names[row]]} and {row}"));
            }
        }

        Throw("Every row needs a name of its own", wrong);
    }

    private void CheckRows()
    {
        List<string> wrong = [];
        for (var row = 0; row < names.Length; row++)
        {
            var isZero = true;
            foreach (var value in Row(row))
            {
                if (!float.IsFinite(value))
                {
                    wrong.Add(FormattableString.Invariant($"row {row} ('{names[row]}') holds {value}"));
                    isZero = false;
                    break;
                }

                isZero &= value == 0;
            }

            if (isZero)
            {
                wrong.Add(FormattableString.Invariant($"row {row} ('{names[row]}') is all zero"));
            }
        }

        Throw("Every row must be finite and have a direction", wrong);
    }

    private static void Throw(string rule, List<string> wrong)
    {
        if (wrong.Count > 0)
        {
            var shown = string.Join("; ", wrong.Take(NamedAtMost));
            throw new InvalidDataException(FormattableString.Invariant(
                $"{rule}, but {shown}{(wrong.Count > NamedAtMost ? FormattableString.Invariant($"; and {wrong.Count - NamedAtMost} more") : "")}."));
        }
    }
}
