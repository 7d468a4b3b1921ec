using System.Globalization;
using NormFace.Storage;

namespace NormFace.PairLists;

public sealed partial class ScoredPairs
{
    /// <summary>
    /// Reads a table of scores: columns <c>score</c> and <c>same</c>, and where known <c>first</c>, <c>second</c> and
    /// <c>fold</c>.
    /// </summary>
    /// <param name="path">
    /// The file, in UTF-8; commas, tabs or semicolons between fields, names in the first line.
    /// </param>
    /// <param name="scoreColumn">Name of the column with the scores.</param>
    /// <param name="sameColumn">
    /// Name of the column that says whether a pair is genuine; null for <c>same</c>, <c>genuine</c>, <c>label</c> or
    /// <c>decision</c>.
    /// </param>
    /// <param name="isDistance">Whether smaller is more alike. The scores are then the negated distances.</param>
    /// <returns>Pairs and scores.</returns>
    /// <remarks>
    /// Without the pictures, pairs are assumed to share no people, and intervals are those of independent pairs.
    /// </remarks>
    /// <exception cref="InvalidDataException">
    /// A column is missing or a row of another form; the message names file and line.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ScoredPairs Read(
        string path, string scoreColumn = "score", string? sameColumn = null, bool isDistance = false)
    {
        var table = TextTable.Read(path);
        var score = table.Column(true, scoreColumn);
        var same = sameColumn is { } name ? table.Column(true, name) : table.Column(true, PairColumns.Same);
        var first = table.Column(false, PairColumns.First);
        var second = table.Column(false, PairColumns.Second);
        var fold = table.Column(false, PairColumns.Fold);

        List<ListedPair> pairs = [];
        List<double> scores = [];
        foreach (var (line, fields) in table.Rows)
        {
            if (!double.TryParse(fields[score], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                || double.IsNaN(value))
            {
                throw table.Wrong(line, "a score", fields[score]);
            }

            if (!GenuineText.TryParse(fields[same], out var isGenuine))
            {
                throw table.Wrong(line, GenuineText.Expected, fields[same]);
            }

            if (!int.TryParse(fold < 0 ? "0" : fields[fold], NumberStyles.None, CultureInfo.InvariantCulture,
                out var number)
                || number > 10_000)
            {
                throw table.Wrong(line, "the number of a fold, from 0 to 10000", fields[fold]);
            }

            pairs.Add(
                new ListedPair(Name(first, fields, line, 1), Name(second, fields, line, 2), isGenuine, number, line));
            scores.Add(isDistance ? -value : value);
        }

        var lowest = pairs.Min(pair => pair.Fold);
        return new ScoredPairs(
            new PairList(path, [.. pairs.Select(pair => pair with { Fold = pair.Fold - lowest })]), scores);
    }

    // Pictures without a name are told apart by their line.
    private static string Name(int column, string[] fields, int line, int side) =>
        column >= 0 && fields[column].Length > 0
            ? fields[column].Replace('\\', '/')
            : FormattableString.Invariant($"line {line}, picture {side}");
}
