using System.Collections;
using System.Text;
using NormFace.Datasets;

namespace NormFace.Embeddings;

/// <summary>Names and identities of rows, one a line of a text: names <c>identity/…</c>, or identities alone.</summary>
/// <remarks>
/// An identity is kept once, however many rows it has. A row that has an identity alone is named after it and its
/// number: <c>identity/17</c>.
/// </remarks>
internal sealed class RowNames : IReadOnlyList<PictureEntry>
{
    private const long LongestList = 1L << 30;

    private readonly string[]? names;
    private readonly List<string> identities = [];
    private readonly int[] identityOfRow;

    private RowNames(string source, IEnumerable<string> lines, int rows, bool areNames, string matrix)
    {
        (names, identityOfRow) = (areNames ? new string[rows] : null, new int[rows]);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.Length == 0)
            {
                throw Wrong($"expected {(areNames ? "the name" : "the label")} of a row, found a blank line");
            }

            if (areNames && !known.Add(text))
            {
                throw Wrong($"expected every name once, found '{text}' again");
            }

            if (!areNames && text.Contains('/', StringComparison.Ordinal))
            {
                throw Wrong($"expected a label without '/', which ends a label in the name of a row, found '{text}'. "
                    + "Replace it, or give names, identity/row, instead of labels");
            }

            if (count < rows)
            {
                var identity = areNames ? PicturePath.Identity(text) : text;
                if (!numbers.TryGetValue(identity, out var number))
                {
                    numbers.Add(identity, number = identities.Count);
                    identities.Add(identity);
                }

                identityOfRow[count] = number;
                names?[count] = text;
            }

            count++;
        }

        if (count != rows)
        {
            throw Wrong($"expected {rows} {(areNames ? "names" : "labels")}, one for each row of {matrix}, found "
                + $"{count}", count);
        }

        InvalidDataException Wrong(string reason, int? line = null) =>
            new(FormattableString.Invariant($"{source}({line ?? count + 1}): {reason}."));
    }

    /// <inheritdoc />
    public int Count => identityOfRow.Length;

    /// <inheritdoc />
    public PictureEntry this[int index] => new(NameOf(index), identities[identityOfRow[index]]);

    /// <summary>Reads a list.</summary>
    /// <param name="path">The list.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="areNames">Whether lines are names, not identities alone.</param>
    /// <param name="matrix">The matrix, for messages.</param>
    /// <exception cref="InvalidDataException">A line is blank, double or of another form, or there are more or fewer
    /// than rows; file and line are named.</exception>
    /// <exception cref="IOException">The list cannot be read.</exception>
    public static RowNames Read(string path, int rows, bool areNames, string matrix) =>
        new FileInfo(path).Length <= LongestList
            ? new RowNames(path, File.ReadLines(path), rows, areNames, matrix)
            : throw new InvalidDataException($"{path}: expected a list of at most 1 GiB, found a longer one.");

    /// <summary>Reads the names that a file of features holds itself.</summary>
    /// <param name="utf8">The names in UTF-8, with a line feed after each.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>.</exception>
    public static RowNames Parse(ReadOnlySpan<byte> utf8, int rows, string path) => new(
        path,
        Encoding.UTF8.GetString(utf8).Split('\n', StringSplitOptions.RemoveEmptyEntries),
        rows,
        areNames: true,
        path);

    /// <summary>Name of a row.</summary>
    public string NameOf(int row) =>
        names?[row] ?? FormattableString.Invariant($"{identities[identityOfRow[row]]}/{row}");

    public IEnumerator<PictureEntry> GetEnumerator()
    {
        for (var row = 0; row < Count; row++)
        {
            yield return this[row];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
