using System.Globalization;
using NormFace.PairLists;
using NormFace.Storage;

namespace NormFace.Protocols.PairSets;

/// <summary>
/// General pair lists: a table with the columns <c>first</c>, <c>second</c>, <c>same</c> and, where wanted,
/// <c>fold</c>.
/// </summary>
/// <remarks>
/// Commas, tabs or semicolons between fields. <c>same</c> may also be called <c>genuine</c>, <c>label</c> or
/// <c>decision</c>. Folds are whole numbers; the smallest is the first fold. Without the column all pairs are one fold.
/// </remarks>
internal sealed class TableProtocol() : PairProtocol(
    "table", "A .csv or .tsv table with the columns first, second, same and optionally fold.")
{
    public override PairList Read(string path)
    {
        var table = TextTable.Read(path);
        var first = table.Column(true, PairColumns.First);
        var second = table.Column(true, PairColumns.Second);
        var same = table.Column(true, PairColumns.Same);
        var fold = table.Column(false, PairColumns.Fold);
        var folds = fold < 0 ? [] : table.Rows.Select(row => Fold(table, row.Line, row.Fields[fold])).ToArray();
        var lowest = folds.DefaultIfEmpty(0).Min();

        return new PairList(path, [.. table.Rows.Select((row, index) => new ListedPair(
            Picture(table, row.Line, row.Fields[first]),
            Picture(table, row.Line, row.Fields[second]),
            GenuineText.TryParse(row.Fields[same], out var isGenuine)
                ? isGenuine
                : throw table.Wrong(row.Line, GenuineText.Expected, row.Fields[same]),
            fold < 0 ? 0 : folds[index] - lowest,
            row.Line))]);
    }

    private static string Picture(TextTable table, int line, string text) =>
        text.Length > 0 ? text.Replace('\\', '/') : throw table.Wrong(line, "the path of a picture", text);

    private static int Fold(TextTable table, int line, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var fold) && fold <= 10_000
            ? fold
            : throw table.Wrong(line, "the number of a fold, from 0 to 10000", text);
}
