using System.Buffers.Binary;
using System.Globalization;

namespace NormFace.Datasets;

/// <summary>A record's header: labels, and where its bytes begin.</summary>
/// <param name="Label">The only label, or the first of several.</param>
/// <param name="ManyLabels">Number of further floats that hold the labels; 0 if the header holds the only one.</param>
/// <param name="PayloadStart">Where the picture begins, counted from the record's first byte behind its frame.</param>
/// <param name="Length">Bytes of the record, header and labels included.</param>
internal readonly record struct RecordHeader(float Label, uint ManyLabels, long PayloadStart, long Length)
{
    /// <summary>A record without bytes behind its labels, such as InsightFace's records of identities.</summary>
    public bool HasPicture => Length > PayloadStart;
}

/// <summary>Reads records of the RecordIO format as MXNet writes pictures.</summary>
/// <remarks>
/// A record is framed by the number 0xced7230a and a word of three flag bits and 29 bits of length, and padded to 4
/// bytes. Data that holds that number is cut there into parts (flags 1, 2, ..., 3), which are joined by it again. In
/// front of a picture
/// stand flag, label
/// and two ids (24 bytes); a flag above 0 is the number of labels that follow.
/// </remarks>
internal static class RecordFile
{
    public const int HeaderLength = 24;

    private const uint Magic = 0xced7230a;
    private const int FrameLength = 8;
    private const int FirstLook = FrameLength + HeaderLength + 4;

    /// <summary>Reads the header of the record at an offset, and says where the next record begins.</summary>
    public static RecordHeader ReadHeader(PackedFile file, long offset, out long next)
    {
        var (part, length) = Frame(file, offset);
        next = offset + FrameLength + Padded(length);
        if (part != 0)
        {
            return Header(file, offset, Read(file, offset, out next), null);
        }

        if (length < HeaderLength)
        {
            throw file.Error(
                offset,
                FormattableString.Invariant($"expected a record of at least {HeaderLength} bytes, found {length}."));
        }

        Span<byte> start = stackalloc byte[FirstLook];
        start = start[..(int)Math.Min(FirstLook, FrameLength + length)];
        file.Read(offset, start);
        return Header(file, offset, start[FrameLength..], length);
    }

    /// <summary>Reads the picture of the record at an offset.</summary>
    public static ReadOnlyMemory<byte> ReadPicture(PackedFile file, long offset)
    {
        var record = Read(file, offset, out _);
        return record.AsMemory((int)Header(file, offset, record, null).PayloadStart);
    }

    /// <summary>The labels in front of a record without a picture.</summary>
    public static float[] ReadLabels(PackedFile file, long offset)
    {
        var record = Read(file, offset, out _);
        var header = Header(file, offset, record, null);
        return header.ManyLabels == 0
            ? [header.Label]
            : [.. Enumerable.Range(0, (int)header.ManyLabels).Select(
                index => BinaryPrimitives.ReadSingleLittleEndian(record.AsSpan(HeaderLength + (4 * index))))];
    }

    private static byte[] Read(PackedFile file, long offset, out long next)
    {
        var (part, length) = Frame(file, offset);
        next = offset + FrameLength + Padded(length);
        if (part == 0)
        {
            return file.Read(offset + FrameLength, length);
        }

        if (part != 1)
        {
            throw file.Error(offset, "expected the first part of a record, found a later one.");
        }

        using var whole = new MemoryStream();
        whole.Write(file.Read(offset + FrameLength, length));
        var frame = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Magic);
        for (var isFirst = true; part is 1 or 2; isFirst = false)
        {
            (part, length) = Frame(file, next);
            if (part is not (2 or 3) || whole.Length + length > StoredPicture.MaxLength)
            {
                throw file.Error(
                    next,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"expected {(isFirst ? "the second" : "a further")} part of a record, found a part of flag "
                        + $"{part} and {length} bytes."));
            }

            whole.Write(frame);
            whole.Write(file.Read(next + FrameLength, length));
            next += FrameLength + Padded(length);
        }

        return whole.ToArray();
    }

    private static (uint Part, long Length) Frame(PackedFile file, long offset)
    {
        Span<byte> frame = stackalloc byte[FrameLength];
        if (offset < 0 || offset > file.Length - FrameLength)
        {
            throw file.Error(offset, "expected a record, found the end of the file. Get the file again.");
        }

        file.Read(offset, frame);
        var word = BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]);
        var length = (long)(word & 0x1fff_ffff);
        if (BinaryPrimitives.ReadUInt32LittleEndian(frame) != Magic)
        {
            throw file.Error(
                offset,
                "expected a record, found no frame of one. The file is broken, or the .idx file belongs to another.");
        }

        return length <= file.Length - offset - FrameLength
            ? (word >> 29, length)
            : throw file.Error(
                offset,
                FormattableString.Invariant(
                    $"expected a record of {length} bytes, found the end of the file. Get the file again."));
    }

    private static RecordHeader Header(PackedFile file, long offset, ReadOnlySpan<byte> record, long? length)
    {
        var whole = length ?? record.Length;
        if (record.Length < HeaderLength)
        {
            throw file.Error(
                offset,
                FormattableString.Invariant(
                    $"expected a record of at least {HeaderLength} bytes, found {record.Length}."));
        }

        var count = BinaryPrimitives.ReadUInt32LittleEndian(record);
        var start = HeaderLength + (4L * count);
        if (start > whole)
        {
            throw file.Error(
                offset, FormattableString.Invariant($"expected {count} labels, found the end of the record."));
        }

        return new RecordHeader(
            BinaryPrimitives.ReadSingleLittleEndian(record[(count > 0 ? HeaderLength : 4)..]), count, start, whole);
    }

    private static long Padded(long length) => (length + 3) / 4 * 4;
}
