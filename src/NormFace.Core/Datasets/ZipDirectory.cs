using System.Buffers.Binary;
using System.Text;

namespace NormFace.Datasets;

/// <summary>Reads the list of a zip archive's members: the central directory, with the zip64 extension.</summary>
/// <remarks>After the description of the format by its makers, APPNOTE.TXT 6.3, sections 4.3 to 4.5.</remarks>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = 65_535;
    private const int LocatorLength = 20;
    private const int End64Length = 56;
    private const int MemberLength = 46;
    private const uint Unstated16 = 0xFFFF; // the real value stands in the zip64 extension
    private const uint Unstated32 = 0xFFFF_FFFF;

    /// <summary>Lists the members in the order of the archive.</summary>
    public static IEnumerable<ZipMember> Read(PackedFile file)
    {
        var (offset, length, count) = Locate(file);
        if (length > Array.MaxLength || count > length / MemberLength)
        {
            throw file.Error(offset, FormattableString.Invariant($"expected a list of members, found a claim of {count} members in {length} bytes."));
        }

        var directory = new byte[length];
        file.Read(offset, directory);
        var at = 0;
        for (long index = 0; index < count; index++)
        {
            if (directory.Length - at < MemberLength || Word(directory, at) != 0x02014b50)
            {
                throw file.Error(offset + at, FormattableString.Invariant($"expected member {index} of {count}, found something else. Get the file again."));
            }

            var nameLength = Half(directory, at + 28);
            var extraLength = Half(directory, at + 30);
            var total = MemberLength + nameLength + extraLength + Half(directory, at + 32);
            if (directory.Length - at < total)
            {
                throw file.Error(offset + at, "expected a member of the archive, found the end of its list. Get the file again.");
            }

            yield return Member(file, offset + at, directory.AsSpan(at, total), nameLength, extraLength);
            at += total;
        }
    }

    private static ZipMember Member(PackedFile file, long position, ReadOnlySpan<byte> bytes, int nameLength, int extraLength)
    {
        var name = Text(bytes.Slice(MemberLength, nameLength));
        long packed = Word(bytes, 20);
        long length = Word(bytes, 24);
        long offset = Word(bytes, 42);
        var wide = Extension(bytes.Slice(MemberLength + nameLength, extraLength));
        Widen(ref length, ref wide);
        Widen(ref packed, ref wide);
        Widen(ref offset, ref wide);
        return length >= 0 && packed >= 0 && offset >= 0
            ? new ZipMember(name, Half(bytes, 8), Half(bytes, 10), Word(bytes, 16), packed, length, offset)
            : throw file.Error(position, $"expected sizes of '{name}' in its zip64 extension, found none.");
    }

    private static void Widen(ref long value, ref ReadOnlySpan<byte> wide)
    {
        if (value != Unstated32)
        {
            return;
        }

        value = wide.Length >= 8 ? BinaryPrimitives.ReadInt64LittleEndian(wide) : -1;
        wide = wide.Length >= 8 ? wide[8..] : default;
    }

    private static ReadOnlySpan<byte> Extension(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var length = Math.Min(Half(extra, 2), extra.Length - 4);
            if (Half(extra, 0) == 1)
            {
                return extra.Slice(4, length);
            }

            extra = extra[(4 + length)..];
        }

        return default;
    }

    private static (long Offset, long Length, long Count) Locate(PackedFile file)
    {
        var tailStart = Math.Max(0, file.Length - EndLength - LongestComment);
        var tail = file.Read(tailStart, file.Length - tailStart);
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            if (Word(tail, at) != 0x06054b50 || at + EndLength + Half(tail, at + 20) > tail.Length)
            {
                continue;
            }

            var found = (Offset: (long)Word(tail, at + 16), Length: (long)Word(tail, at + 12), Count: (long)Half(tail, at + 10));
            if (found.Count == Unstated16 || found.Offset == Unstated32 || found.Length == Unstated32)
            {
                found = Locate64(file, tailStart + at) ?? found;
            }

            return found.Offset >= 0 && found.Length >= 0 && found.Count >= 0 && found.Offset <= file.Length - found.Length
                ? found
                : throw file.Error(tailStart + at, "expected a list of members inside the file, found a claim beyond it. Get the file again.");
        }

        throw file.Error(file.Length, "expected the end of a zip archive, found none. The file is cut short, or no zip archive.");
    }

    private static (long Offset, long Length, long Count)? Locate64(PackedFile file, long end)
    {
        if (end < LocatorLength)
        {
            return null;
        }

        var locator = file.Read(end - LocatorLength, LocatorLength);
        if (Word(locator, 0) != 0x07064b50)
        {
            return null;
        }

        var record = file.Read(BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8)), End64Length);
        return Word(record, 0) == 0x06064b50
            ? (BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40)),
                BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32)))
            : throw file.Error(end, "expected the zip64 end of the archive, found something else. Get the file again.");
    }

    // Archives older than the UTF-8 flag, and those that forget it: bytes that are no UTF-8 are taken as Latin-1.
    private static string Text(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    private static ushort Half(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
