using System.Globalization;

namespace NormFace.Datasets;

/// <summary>Reads lists of identities, such as those that must not be trained on.</summary>
public static class IdentityList
{
    private const long LongestList = 1L << 28;

    /// <summary>Reads a text file with one identity in each line.</summary>
    /// <remarks>
    /// Blanks around a name are taken off; blank lines, and lines that start with <c>#</c>, are passed over.
    /// </remarks>
    /// <param name="path">The file, in UTF-8.</param>
    /// <returns>The identities in the order of the file.</returns>
    /// <exception cref="InvalidDataException">The file is longer than 256 MiB.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<string> Read(string path) =>
        [.. Lines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];

    /// <summary>
    /// Reads LFW's <c>people.txt</c>: the number of folds, then for each its number of people, and a line <c>name tab
    /// pictures</c> for each.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The people of each fold.</returns>
    /// <exception cref="InvalidDataException">
    /// The file has another form, is truncated or too long; the message names the line.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> ReadFolds(string path)
    {
        var lines = Lines(path);
        var at = 0;
        var folds = new List<IReadOnlyList<string>>();
        for (var count = Count("the number of folds"); folds.Count < count;)
        {
            var people = new List<string>();
            for (var size = Count("the number of people in a fold"); people.Count < size;)
            {
                people.Add(Next().Split('\t') is [{ Length: > 0 } name, var pictures] && IsCount(pictures, out _)
                    ? name
                    : throw Error("a name, a tab and a number of pictures"));
            }

            folds.Add(people);
        }

        return lines[at..].All(string.IsNullOrWhiteSpace) ? folds : throw Error("the end of the file", 1);

        int Count(string what) => IsCount(Next(), out var value) ? value : throw Error(what);

        string Next() => at < lines.Length ? lines[at++] : throw Error("another line", 1);

        InvalidDataException Error(string expected, int ahead = 0) => new(string.Create(
            CultureInfo.InvariantCulture,
            $"{path}({at + ahead}): expected {expected}, found "
            + $"{(at + ahead <= lines.Length ? $"'{lines[at + ahead - 1]}'" : "the end of the file")}."));
    }

    private static bool IsCount(string text, out int value) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static string[] Lines(string path) => new FileInfo(path).Length <= LongestList
        ? File.ReadAllLines(path)
        : throw new InvalidDataException($"{path}: expected a list of at most 256 MiB, found a longer one.");
}
