using System.Buffers.Binary;
using System.Text;

namespace NormFace.Datasets;

/// <summary>A plain file in a tar archive.</summary>
internal readonly record struct TarMember(string Name, long Offset, long Length);

/// <summary>Walks over the headers of a tar archive: ustar with prefix, long names of GNU tar, and pax paths and sizes.</summary>
/// <remarks>After POSIX.1-2001, <c>pax</c>, and the GNU tar manual, "Basic Tar Format".</remarks>
internal static class TarDirectory
{
    private const int Block = 512;
    private const int LongestExtension = 1 << 20;

    public static IEnumerable<TarMember> Read(PackedFile file)
    {
        string? longName = null;
        long? longSize = null;
        var header = new byte[Block];
        for (long at = 0; at < file.Length;)
        {
            ReadHeader(file, at, header);
            if (!header.AsSpan().ContainsAnyExcept((byte)0))
            {
                yield break;
            }

            CheckSum(file, at, header);
            var kind = (char)header[156];
            var size = kind is 'x' or 'g' or 'L' or 'K' ? Number(file, at, header.AsSpan(124, 12)) : longSize ?? Number(file, at, header.AsSpan(124, 12));
            var data = at + Block;
            if (size < 0 || size > file.Length - data)
            {
                throw file.Error(at, FormattableString.Invariant($"expected a member of {size} bytes, found the end of the archive. Get the file again."));
            }

            switch (kind)
            {
                case 'L':
                    longName = Text(Extension(file, data, size));
                    break;
                case 'x':
                    (longName, longSize) = Pax(file, data, Extension(file, data, size), longName);
                    break;
                case 'g' or 'K':
                    break;
                default:
                    if (kind is '0' or '\0' or '7')
                    {
                        yield return new TarMember(longName ?? Name(header), data, size);
                    }

                    (longName, longSize) = (null, null);
                    break;
            }

            at = data + ((size + Block - 1) / Block * Block);
        }
    }

    private static void ReadHeader(PackedFile file, long at, byte[] header)
    {
        if (file.Length - at < Block)
        {
            throw file.Error(at, "expected a header of 512 bytes, found the end of the file. It is cut short, or no tar archive.");
        }

        file.Read(at, header.AsSpan());
        if (at == 0 && header[0] == 0x1f && header[1] == 0x8b)
        {
            throw file.Error(0, "expected a tar archive, found gzip. Unpack it, or pack the pictures as .tar or .zip: those are read in place.");
        }
    }

    private static void CheckSum(PackedFile file, long at, ReadOnlySpan<byte> header)
    {
        long sum = 8 * ' '; // the field of the sum itself counts as blanks
        for (var index = 0; index < Block; index++)
        {
            sum += index is >= 148 and < 156 ? 0 : header[index];
        }

        if (Number(file, at, header.Slice(148, 8)) != sum)
        {
            throw file.Error(at, FormattableString.Invariant($"expected a header whose bytes sum to what it states, found the sum {sum}. It is broken, or no tar archive."));
        }
    }

    // Octal digits, or a big-endian number marked by the highest bit.
    private static long Number(PackedFile file, long at, ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            var value = BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
            return (field[0] & 0x7f) == 0 && !field[1..^8].ContainsAnyExcept((byte)0) && value >= 0
                ? value
                : throw file.Error(at, "expected a size, found one beyond 63 bits.");
        }

        long number = 0;
        foreach (var digit in field.Trim(" \0"u8))
        {
            number = digit is >= (byte)'0' and <= (byte)'7'
                ? (number << 3) | (uint)(digit - '0')
                : throw file.Error(at, "expected an octal number in a header, found other signs. It is broken, or no tar archive.");
        }

        return number;
    }

    private static string Name(ReadOnlySpan<byte> header)
    {
        var name = Text(header[..100]);
        var prefix = header.Slice(257, 5).SequenceEqual("ustar"u8) && header[262] == 0 ? Text(header.Slice(345, 155)) : "";
        return prefix.Length == 0 ? name : $"{prefix}/{name}";
    }

    private static byte[] Extension(PackedFile file, long at, long size) => size <= LongestExtension
        ? file.Read(at, size)
        : throw file.Error(at, FormattableString.Invariant($"expected a long name, found one of {size} bytes."));

    // Records "length key=value\n", the length counting itself.
    private static (string? Name, long? Size) Pax(PackedFile file, long at, byte[] records, string? name)
    {
        long? size = null;
        for (var rest = records.AsSpan(); rest.Length > 0 && rest[0] != 0;)
        {
            var blank = rest.IndexOf((byte)' ');
            if (blank <= 0 || !int.TryParse(rest[..blank], System.Globalization.NumberStyles.None, null, out var length)
                || length <= blank + 1 || length > rest.Length)
            {
                throw file.Error(at, "expected pax records 'length key=value', found something else.");
            }

            var record = rest[(blank + 1)..(length - 1)];
            if (record.StartsWith("path="u8))
            {
                name = Text(record[5..]);
            }
            else if (record.StartsWith("size="u8))
            {
                size = long.TryParse(record[5..], System.Globalization.NumberStyles.None, null, out var value)
                    ? value
                    : throw file.Error(at, "expected a pax size, found something else.");
            }

            rest = rest[length..];
        }

        return (name, size);
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        bytes = end < 0 ? bytes : bytes[..end];
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
    }
}
