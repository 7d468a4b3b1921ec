using System.Globalization;
using NormFace.Storage;

namespace NormFace.PairLists;

/// <summary>General pair lists: a table with the columns <c>first</c>, <c>second</c>, <c>same</c> and, where wanted, <c>fold</c>.</summary>
/// <remarks>
/// Commas, tabs or semicolons between fields. <c>same</c> may also be called <c>genuine</c>, <c>label</c> or <c>decision</c>. Folds are
/// whole numbers; the smallest is the first fold. Without the column all pairs are one fold.
/// </remarks>
public static class PairTableFile
{
    /// <summary>Reads a list.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <returns>The pairs, in the order of the file.</returns>
    /// <exception cref="InvalidDataException">A column is missing or a row of another form; file and line are named.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PairList Read(string path)
    {
        var table = TextTable.Read(path);
        var first = table.Column(true, PairColumns.First);
        var second = table.Column(true, PairColumns.Second);
        var same = table.Column(true, PairColumns.Same);
        var fold = table.Column(false, PairColumns.Fold);
        var folds = fold < 0 ? [] : table.Rows.Select(row => Fold(table, row.Line, row.Fields[fold])).ToArray();
        var lowest = folds.DefaultIfEmpty(0).Min();

        return new PairList(path, [.. table.Rows.Select((row, index) => new ListedPair(
            Name(table, row.Line, row.Fields[first]),
            Name(table, row.Line, row.Fields[second]),
            GenuineText.TryParse(row.Fields[same], out var isGenuine) ? isGenuine : throw table.Wrong(row.Line, GenuineText.Expected, row.Fields[same]),
            fold < 0 ? 0 : folds[index] - lowest,
            row.Line))]);
    }

    private static string Name(TextTable table, int line, string text) =>
        text.Length > 0 ? text.Replace('\\', '/') : throw table.Wrong(line, "the path of a picture", text);

    private static int Fold(TextTable table, int line, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var fold) && fold <= 10_000
            ? fold
            : throw table.Wrong(line, "the number of a fold, from 0 to 10000", text);
}
