using System.Globalization;
using System.Text;

namespace NormFace.Pickles;

/// <summary>The escapes of pickle protocol 0: a quoted string of Python 2, and a line of escaped Unicode.</summary>
internal static class PickleText
{
    /// <summary>
    /// The bytes of <c>'...'</c> or <c>"..."</c> as Python 2 prints a string; null if it is not a string.
    /// </summary>
    public static byte[]? Unquote(ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || line[0] != line[^1] || line[0] is not ((byte)'\'' or (byte)'"'))
        {
            return null;
        }

        var text = line[1..^1];
        var result = new List<byte>(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != (byte)'\\')
            {
                result.Add(text[index]);
                continue;
            }

            if (++index == text.Length)
            {
                return null;
            }

            if (text[index] == (byte)'x')
            {
                if (Hex(text[(index + 1)..], 2) is not { } value)
                {
                    return null;
                }

                result.Add((byte)value);
                index += 2;
                continue;
            }

            if (Plain(text[index]) is not { } plain)
            {
                return null;
            }

            result.Add(plain);
        }

        return [.. result];
    }

    /// <summary>
    /// Text of Python's <c>raw-unicode-escape</c>: Latin-1 with <c>\uXXXX</c> and <c>\UXXXXXXXX</c>; null if an escape
    /// is broken.
    /// </summary>
    public static string? Unescape(ReadOnlySpan<byte> line)
    {
        var result = new StringBuilder(line.Length);
        for (var index = 0; index < line.Length; index++)
        {
            var digits = line[index] != (byte)'\\' || index + 1 == line.Length ? 0 : line[index + 1] switch
            {
                (byte)'u' => 4,
                (byte)'U' => 8,
                _ => 0,
            };
            if (digits == 0)
            {
                result.Append((char)line[index]);
                continue;
            }

            if (Hex(line[(index + 2)..], digits) is not { } value || value > 0x10FFFF)
            {
                return null;
            }

            if (value > 0xFFFF)
            {
                result.Append(char.ConvertFromUtf32((int)value));
            }
            else
            {
                result.Append((char)value);
            }

            index += 1 + digits;
        }

        return result.ToString();
    }

    private static byte? Plain(byte escaped) => escaped switch
    {
        (byte)'\\' or (byte)'\'' or (byte)'"' => escaped,
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => null,
    };

    private static uint? Hex(ReadOnlySpan<byte> text, int digits) =>
        text.Length >= digits
            && uint.TryParse(
                text[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
