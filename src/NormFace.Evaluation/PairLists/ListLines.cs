namespace NormFace.PairLists;

/// <summary>Lines of a list.</summary>
internal static class ListLines
{
    private const long LongestList = 1L << 28;

    /// <summary>All lines without blank ones at the end.</summary>
    /// <exception cref="InvalidDataException">The file is longer than 256 MiB.</exception>
    public static string[] Read(string path)
    {
        if (new FileInfo(path).Length > LongestList)
        {
            throw new InvalidDataException($"{path}: expected a list of at most 256 MiB, found a longer one.");
        }

        var lines = File.ReadAllLines(path);
        return lines[..(Array.FindLastIndex(lines, line => !string.IsNullOrWhiteSpace(line)) + 1)];
    }

    /// <summary>Says what a line should be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">Number of the line, from 1.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="found">What is there.</param>
    public static InvalidDataException Wrong(string path, int line, string expected, string found) =>
        new(FormattableString.Invariant($"{path}({line}): expected {expected}, found '{found}'."));
}
