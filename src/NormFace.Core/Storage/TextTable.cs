using System.Buffers;
using System.Globalization;

namespace NormFace.Storage;

/// <summary>
/// Rows of a text file with one field after another, commas, tabs or semicolons between, and names in the first line.
/// </summary>
/// <remarks>
/// Fields may stand in double quotes, with a quote doubled inside. Blank lines, and lines that start with <c>#</c>, are
/// passed over. Spreadsheets take a text that begins with <c>=</c>, <c>+</c>, <c>-</c> or <c>@</c> for a formula, so
/// such a text, unless it is a number, is written behind an apostrophe, which is taken off when it is read.
/// </remarks>
public sealed class TextTable
{
    private const long LongestTable = 1L << 31;

    private const char Apostrophe = '\'';

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\n\r;\t");

    private static readonly SearchValues<char> Formulas = SearchValues.Create("=+-@");

    private readonly string path;
    private readonly string[] headings;

    private TextTable(string path, string[] headings, List<(int Line, string[] Fields)> rows) =>
        (this.path, this.headings, Rows) = (path, headings, rows);

    /// <summary>Names of the columns, in the order of the file.</summary>
    public IReadOnlyList<string> Headings => headings;

    /// <summary>The rows, in the order of the file: number of the line, and a field for each column.</summary>
    public IReadOnlyList<(int Line, string[] Fields)> Rows { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file, in UTF-8, at most 2 GiB.</param>
    /// <returns>The table, with at least one row.</returns>
    /// <exception cref="InvalidDataException">
    /// There is no row, or one has another number of fields than the first line; the message names file and line.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TextTable Read(string path)
    {
        if (new FileInfo(path).Length > LongestTable)
        {
            throw new InvalidDataException($"{path}: expected a table of at most 2 GiB, found a longer one.");
        }

        string[]? headings = null;
        var separator = ',';
        List<(int, string[])> rows = [];
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
            {
                continue;
            }

            if (headings is null)
            {
                separator = line.Contains('\t', StringComparison.Ordinal)
                    ? '\t'
                    : line.Contains(';', StringComparison.Ordinal)
                    ? ';'
                    : ',';
                headings = [.. Split(line, separator).Select(heading => heading.Trim())];
                continue;
            }

            string[] fields = [.. Split(line, separator).Select(AsWritten)];
            rows.Add(fields.Length == headings.Length
                ? (number, fields)
                : throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path}({number}): expected {headings.Length} fields ({string.Join(separator, headings)}), found "
                    + $"{fields.Length}.")));
        }

        return headings is null || rows.Count == 0
            ? throw new InvalidDataException(
                $"{path}: expected a line of column names and rows below it, found "
                + $"{(headings is null ? "an empty file" : "no row")}.")
            : new TextTable(path, headings, rows);
    }

    /// <summary>A field as it is written: in quotes where it needs them, behind an apostrophe where a spreadsheet would
    /// take it for a formula. Line breaks become spaces.</summary>
    /// <param name="text">The field.</param>
    /// <returns>The text, for a table with commas, semicolons or tabs.</returns>
    public static string Quoted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = Defused(text);
        return text.AsSpan().IndexOfAny(NeedsQuotes) < 0 && !text.StartsWith('#')
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";
    }

    /// <summary>Finds the column that has one of the names, whatever its case.</summary>
    /// <param name="isRequired">Whether the table must have it.</param>
    /// <param name="names">The names, at least one.</param>
    /// <returns>Its place in a row, counted from 0; −1 if no column has such a name and none is required.</returns>
    /// <exception cref="InvalidDataException">No column has such a name and one is required.</exception>
    public int Column(bool isRequired, params string[] names)
    {
        var place = Array.FindIndex(headings, heading => names.Contains(heading, StringComparer.OrdinalIgnoreCase));
        return place >= 0 || !isRequired
            ? place
            : throw new InvalidDataException(
                $"{path}(1): expected a column '{string.Join("' or '", names)}', found {string.Join(", ", headings)}.");
    }

    /// <summary>An error that names file and line.</summary>
    /// <param name="line">Number of the line.</param>
    /// <param name="expected">What must stand there.</param>
    /// <param name="found">What does.</param>
    /// <returns>The error, to be thrown.</returns>
    public InvalidDataException Wrong(int line, string expected, string found) =>
        new(FormattableString.Invariant($"{path}({line}): expected {expected}, found '{found}'."));

    private static string Defused(string text)
    {
        var start = text.TrimStart();
        return (start.Length > 0 && Formulas.Contains(start[0]) && !double.TryParse(
                text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            || IsDefused(text)
            ? Apostrophe + text
            : text;
    }

    private static string AsWritten(string field) => IsDefused(field) ? field[1..] : field;

    // Behind the apostrophes stands what could be a formula.
    private static bool IsDefused(string field)
    {
        var inner = field.AsSpan().TrimStart(Apostrophe).TrimStart();
        return field.StartsWith(Apostrophe) && inner.Length > 0 && Formulas.Contains(inner[0]);
    }

    private static string[] Split(string line, char separator)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
        {
            return line.Split(separator, StringSplitOptions.TrimEntries);
        }

        List<string> fields = [];
        var field = new System.Text.StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '"')
            {
                var isDoubled = isQuoted && at + 1 < line.Length && line[at + 1] == '"';
                if (isDoubled)
                {
                    field.Append('"');
                    at++;
                }
                else
                {
                    isQuoted = !isQuoted;
                }
            }
            else if (line[at] == separator && !isQuoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
            {
                field.Append(line[at]);
            }
        }

        fields.Add(field.ToString().Trim());
        return [.. fields];
    }
}
