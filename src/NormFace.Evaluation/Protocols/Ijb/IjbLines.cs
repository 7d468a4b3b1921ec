using System.Globalization;
using NormFace.PairLists;

namespace NormFace.Protocols.Ijb;

/// <summary>A line of a list, in fields.</summary>
internal readonly struct IjbLine(string path, int lineNumber, string text, string[] fields)
{
    public int LineNumber => lineNumber;

    public string Field(int place, string what) =>
        place < fields.Length && fields[place].Length > 0 ? fields[place] : throw Wrong(what, text);

    public int Number(int place, string what) =>
        int.TryParse(Field(place, what), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(what, text);

    public InvalidDataException Wrong(string expected, string found) =>
        ListLines.Wrong(path, lineNumber, expected, found);
}

/// <summary>Goes through the lines of a list, of any length, one by one.</summary>
internal static class IjbLines
{
    public static IEnumerable<IjbLine> Read(string path, char separator = ' ')
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return new IjbLine(
                    path,
                    number,
                    line,
                    line.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            }
        }
    }
}
