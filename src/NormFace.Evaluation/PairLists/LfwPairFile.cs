using System.Globalization;

namespace NormFace.PairLists;

/// <summary>LFW's pair lists: <c>pairs.txt</c> of view 2, and <c>pairsDevTrain.txt</c> and <c>pairsDevTest.txt</c> of view 1.</summary>
/// <remarks>
/// The first line holds the number of folds and the genuine pairs of each (<c>10 300</c>), or in view 1 that number alone. Each fold has
/// that many genuine pairs (<c>name number number</c>) and then as many impostor pairs (<c>name number name number</c>), with tabs between.
/// Picture 4 of a person is <c>Name/Name_0004.jpg</c>. Source: Huang, Ramesh, Berg, Learned-Miller, "Labeled Faces in the Wild",
/// UMass technical report 07-49 (2007).
/// </remarks>
public static class LfwPairFile
{
    private const long LongestList = 1L << 28;

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The pairs, in the order of the file.</returns>
    /// <exception cref="InvalidDataException">A line is of another form, or lines are missing or too many; file and line are named.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PairList Read(string path)
    {
        if (new FileInfo(path).Length > LongestList)
        {
            throw new InvalidDataException($"{path}: expected a list of at most 256 MiB, found a longer one.");
        }

        var lines = File.ReadAllLines(path);
        var (folds, half) = Header(path, lines);
        var count = lines.Length;
        while (count > 0 && string.IsNullOrWhiteSpace(lines[count - 1]))
        {
            count--;
        }

        if (count - 1 != 2L * folds * half)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{path}({count}): expected {2L * folds * half} pairs after the first line ({folds} folds of {half} genuine and {half} impostor pairs), found {count - 1}."));
        }

        return new PairList(path, [.. Enumerable.Range(1, count - 1).Select(at => Pair(path, lines[at], at, half))]);
    }

    private static (int Folds, int Half) Header(string path, string[] lines)
    {
        var fields = lines.Length > 0 ? lines[0].Split('\t', StringSplitOptions.TrimEntries) : [];
        return fields.Length switch
        {
            1 when IsCount(fields[0], out var half) => (1, half),
            2 when IsCount(fields[0], out var folds) && IsCount(fields[1], out var half) => (folds, half),
            _ => throw new InvalidDataException(
                $"{path}(1): expected the number of folds and of genuine pairs in each, with a tab between, or that number alone, found {Found(lines)}."),
        };
    }

    private static ListedPair Pair(string path, string line, int at, int half)
    {
        var fold = (at - 1) / (2 * half);
        var isGenuine = (at - 1) % (2 * half) < half;
        var fields = line.Split('\t', StringSplitOptions.TrimEntries);
        var isForm = fields.Length == (isGenuine ? 3 : 4) && fields[0].Length > 0 && fields[^2].Length > 0;
        if (!isForm || !IsCount(fields[1], out var first) || !IsCount(fields[^1], out var second))
        {
            var form = isGenuine ? "a genuine pair: name, number, number" : "an impostor pair: name, number, name, number";
            throw new InvalidDataException(FormattableString.Invariant($"{path}({at + 1}): expected {form}, with tabs between, found '{line}'."));
        }

        var other = isGenuine ? fields[0] : fields[2];
        if (isGenuine != (fields[0] == other))
        {
            throw new InvalidDataException(FormattableString.Invariant($"{path}({at + 1}): expected an impostor pair of two people, found '{line}'."));
        }

        return new ListedPair(Picture(fields[0], first), Picture(other, second), isGenuine, fold, at + 1);
    }

    private static string Picture(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}/{name}_{number:D4}.jpg");

    private static bool IsCount(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1;

    private static string Found(string[] lines) => lines.Length == 0 ? "an empty file" : $"'{lines[0]}'";
}
