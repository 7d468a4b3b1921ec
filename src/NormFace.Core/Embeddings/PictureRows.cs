using NormFace.Datasets;

namespace NormFace.Embeddings;

/// <summary>Vectors of pictures, each under the path of its picture.</summary>
/// <remarks>
/// The identity of a row is the first folder of its path: <c>Name/Name_0001.jpg</c> shows <c>Name</c>.
/// </remarks>
public abstract class PictureRows
{
    private readonly string[] names;
    private readonly int[] labels;
    private readonly Dictionary<string, int> rows;

    private protected PictureRows(IReadOnlyList<string> names, int size)
    {
        this.names = [.. names];
        Size = size;
        rows = new Dictionary<string, int>(names.Count, StringComparer.Ordinal);
        CheckNames();
        Identities = new IdentityLabels(this.names.Select(PicturePath.Identity));
        labels = [.. this.names.Select(
            name => Identities.TryLabelOf(PicturePath.Identity(name), out var label) ? label : -1)];
    }

    // Shares what both kinds of rows say alike.
    private protected PictureRows(PictureRows other) =>
        (names, labels, rows, Size, Identities) = (other.names, other.labels, other.rows, other.Size, other.Identities);

    /// <summary>Number of rows N, at least 1.</summary>
    public int Count => names.Length;

    /// <summary>Length of a row, D.</summary>
    public int Size { get; }

    /// <summary>Path of the picture of each row, each once. Shape <c>[N]</c>.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The identities the rows show, with their labels.</summary>
    public IdentityLabels Identities { get; }

    /// <summary>Label of the identity of each row. Shape <c>[N]</c>.</summary>
    public IReadOnlyList<int> Labels => labels;

    /// <summary>Looks up the row of a picture.</summary>
    /// <param name="name">Path of the picture, exactly as named.</param>
    /// <param name="row">Its row, or 0 if not found.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryFind(string name, out int row) => rows.TryGetValue(name, out row);

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

        RowFaults.Throw("Every row needs a unique name", wrong);
    }
}
