using System.Globalization;
using NormFace.Storage;

namespace NormFace.Datasets;

/// <summary>The index beside a record file: a line <c>key offset</c> for each record.</summary>
internal static class RecordIndex
{
    private const int LongestLine = 64;
    private const long LongestIndex = 1L << 32;

    public static Dictionary<long, long> Read(string path)
    {
        if (new FileInfo(path).Length > LongestIndex)
        {
            throw new InvalidDataException($"{path}: expected an index of at most 4 GiB, found a longer one.");
        }

        var records = new Dictionary<long, long>(ForeignNumbers.Comparer);
        using var reader = new StreamReader(path);
        var buffer = new char[LongestLine];
        for (var number = 1; Line(reader, buffer) is var length && length != 0; number++)
        {
            var line = buffer.AsSpan(0, Math.Max(0, length)).Trim();
            var blank = line.IndexOfAny('\t', ' ');
            if (line.IsEmpty && length > 0)
            {
                continue;
            }

            if (blank < 0
                || !long.TryParse(line[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var key)
                || !long.TryParse(
                    line[(blank + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                || !records.TryAdd(key, offset))
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path}({number}): expected a new key and an offset, found '{line.ToString()}'. Get the file "
                    + $"again, or delete it: the records are then walked through."));
            }
        }

        return records;
    }

    // Length of the next line with its end, 0 at the end of the file, -1 for a line that is too long to be one of an
    // index.
    private static int Line(StreamReader reader, char[] buffer)
    {
        var length = 0;
        for (int sign; (sign = reader.Read()) >= 0;)
        {
            if (length == buffer.Length)
            {
                return -1;
            }

            buffer[length++] = (char)sign;
            if (sign == '\n')
            {
                break;
            }
        }

        return length;
    }
}
