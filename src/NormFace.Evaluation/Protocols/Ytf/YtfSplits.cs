using System.Globalization;

namespace NormFace.Protocols.Ytf;

/// <summary>The pairs of the YouTube Faces protocol, in splits.</summary>
/// <remarks>
/// The list of the data set has ten splits of 250 genuine and 250 impostor pairs, with no person in two splits. Any
/// number of splits from two, of any size, is read. Source: Wolf, Hassner, Maoz, "Face recognition in unconstrained
/// videos with matched background similarity", CVPR 2011.
/// </remarks>
internal sealed class YtfSplits
{
    private const long LongestList = 1L << 28;
    private const string Expected = "'split, pair, Person/number, Person/number, 1 or 0'";

    private YtfSplits(IReadOnlyList<YtfSplit> splits)
    {
        Splits = splits;
        Pairs = [.. splits.SelectMany(split => split.Pairs)];
    }

    /// <summary>The splits by rising number, at least two.</summary>
    public IReadOnlyList<YtfSplit> Splits { get; }

    /// <summary>All pairs, split after split.</summary>
    public IReadOnlyList<YtfPair> Pairs { get; }

    /// <summary>Reads a list of lines <c>split, pair, first video, second video, same</c>.</summary>
    /// <remarks>Blanks around fields, blank lines and a first line of headings are passed over.</remarks>
    /// <param name="path">The file, in UTF-8.</param>
    /// <returns>The splits.</returns>
    /// <exception cref="InvalidDataException">
    /// A line is of another form, calls videos of one person different or of two the same, pairs a video with itself,
    /// or numbers a pair like an earlier one (the line is named); there are fewer than two splits, or one without
    /// genuine or impostor pairs; the file is longer than 256 MiB.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static YtfSplits Read(string path)
    {
        if (new FileInfo(path).Length > LongestList)
        {
            throw new InvalidDataException($"{path}: expected a list of at most 256 MiB, found a longer one.");
        }

        SortedDictionary<int, List<YtfPair>> splits = [];
        HashSet<(int, int)> numbers = [];
        var line = 0;
        foreach (var text in File.ReadLines(path))
        {
            line++;
            if (text.AsSpan().Trim().IsEmpty || (line == 1 && IsHeading(text)))
            {
                continue;
            }

            var pair = Parse(text) ?? throw Wrong(path, line, Expected, text);
            Check(pair, path, line, text);
            if (!numbers.Add((pair.Split, pair.Number)))
            {
                throw Wrong(path, line, "a number of its own for every pair of a split", text);
            }

            splits.TryAdd(pair.Split, []);
            splits[pair.Split].Add(pair);
        }

        CheckSplits(splits, path);
        return new YtfSplits([.. splits.Select(split => new YtfSplit(split.Key, split.Value))]);
    }

    private static bool IsHeading(string line) =>
        line.Split(',', StringSplitOptions.TrimEntries) is [{ Length: > 0 } first, _, _, _, _]
        && !char.IsAsciiDigit(first[0])
        && !line.Contains('/', StringComparison.Ordinal);

    private static YtfPair? Parse(string line) =>
        line.Split(',', StringSplitOptions.TrimEntries) is [var split, var number, var first, var second, var same]
        && same is "0" or "1"
        && int.TryParse(split, NumberStyles.None, CultureInfo.InvariantCulture, out var splitNumber)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var pairNumber)
        && IsVideo(first) && IsVideo(second)
            ? new YtfPair(splitNumber, pairNumber, first, second, same == "1")
            : null;

    private static bool IsVideo(string name) => name.Split('/') is [{ Length: > 0 }, { Length: > 0 }];

    private static void Check(YtfPair pair, string path, int line, string text)
    {
        if (pair.First == pair.Second)
        {
            throw Wrong(path, line, "two videos", text);
        }

        if (pair.IsSame != (YtfPair.PersonOf(pair.First) == YtfPair.PersonOf(pair.Second)))
        {
            throw Wrong(
                path,
                line,
                pair.IsSame ? "one person in a pair that is marked 1" : "two people in a pair that is marked 0",
                text);
        }
    }

    private static void CheckSplits(SortedDictionary<int, List<YtfPair>> splits, string path)
    {
        if (splits.Count < 2)
        {
            throw new InvalidDataException(
                FormattableString.Invariant($"{path}: expected pairs of at least two splits, found {splits.Count}."));
        }

        foreach (var (number, pairs) in splits)
        {
            var genuine = pairs.Count(pair => pair.IsSame);
            if (genuine == 0 || genuine == pairs.Count)
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"{path}: expected genuine and impostor pairs in every split, found {genuine} genuine among ")
                    + FormattableString.Invariant($"{pairs.Count} in split {number}."));
            }
        }
    }

    private static InvalidDataException Wrong(string path, int line, string expected, string found) =>
        new(FormattableString.Invariant($"{path}({line}): expected {expected}, found '{found}'."));
}
