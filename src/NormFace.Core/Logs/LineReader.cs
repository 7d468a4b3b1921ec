using System.Globalization;
using System.Text;

namespace NormFace.Logs;

/// <summary>A line of a log.</summary>
internal readonly record struct LogLine(int Number, ReadOnlyMemory<byte> Bytes, bool IsWhole)
{
    /// <summary>The beginning of the line, for errors.</summary>
    public string Excerpt
    {
        get
        {
            var text = Encoding.UTF8.GetString(Bytes.Span[..Math.Min(Bytes.Length, 60)]);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"'{string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter))}'");
        }
    }
}

/// <summary>
/// Reads lines as bytes and tells whole ones, which end with a newline, from a last one that was cut short.
/// </summary>
internal sealed class LineReader(Stream stream, string name)
{
    private const int LongestLine = 1 << 20;

    public IEnumerable<LogLine> Lines()
    {
        var buffer = new byte[1 << 16];
        var line = new MemoryStream();
        var number = 1;
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            for (var start = 0; start < count;)
            {
                var length = buffer.AsSpan(start, count - start).IndexOf((byte)'\n');
                line.Write(buffer, start, length < 0 ? count - start : length);
                if (line.Length > LongestLine)
                {
                    throw new InvalidDataException(
                        $"{name}({number}): expected lines of at most {LongestLine} bytes, found a longer one.");
                }

                if (length < 0)
                {
                    break;
                }

                yield return new LogLine(number++, line.ToArray(), IsWhole: true);
                line.SetLength(0);
                start += length + 1;
            }
        }

        if (line.Length > 0)
        {
            yield return new LogLine(number, line.ToArray(), IsWhole: false);
        }
    }

    /// <summary>
    /// Where the next line begins: after the last newline, or after a last line that is complete but for its newline.
    /// </summary>
    public (long Position, bool LacksNewline) EndOfWholeLines(Func<ReadOnlyMemory<byte>, bool> isComplete)
    {
        var length = stream.Length;
        if (length == 0 || EndsWithNewline(length))
        {
            return (length, false);
        }

        var start = Math.Max(0, length - LongestLine);
        var tail = new byte[length - start];
        stream.Position = start;
        stream.ReadExactly(tail);
        var newline = tail.AsSpan().LastIndexOf((byte)'\n');
        var last = tail.AsMemory(newline + 1);
        if (newline < 0 && start > 0)
        {
            throw new InvalidDataException(
                $"{name}: expected lines of at most {LongestLine} bytes, found a longer one at its end.");
        }

        return last.Length > 0 && isComplete(last) ? (length, true) : (start + newline + 1, false);
    }

    private bool EndsWithNewline(long length)
    {
        stream.Position = length - 1;
        return stream.ReadByte() == '\n';
    }
}
