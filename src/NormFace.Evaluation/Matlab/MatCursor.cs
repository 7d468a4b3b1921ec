using System.Buffers.Binary;

namespace NormFace.Matlab;

/// <summary>The bytes of one element.</summary>
internal readonly record struct MatElement(MatStorage Storage, ReadOnlyMemory<byte> Bytes);

/// <summary>Goes through elements that lie one after the other.</summary>
internal sealed class MatCursor(MatSource source, ReadOnlyMemory<byte> bytes)
{
    public const int TagLength = 8;

    private int position;

    public int Remaining => bytes.Length - position;

    public MatElement Next(string what)
    {
        if (Remaining < TagLength)
        {
            throw source.Wrong(FormattableString.Invariant($"it ends where {what} should begin"));
        }

        var tag = bytes.Span[position..];
        var first = Number(source, tag);
        var shortLength = (int)(first >> 16);
        if (shortLength > 0)
        {
            // Up to four bytes lie inside the tag.
            if (shortLength > 4)
            {
                throw source.Wrong(
                    FormattableString.Invariant($"{what} claims {shortLength} bytes inside its tag, which holds 4"));
            }

            var inside = bytes.Slice(position + 4, shortLength);
            position += TagLength;
            return new MatElement((MatStorage)(first & 0xFFFF), inside);
        }

        var length = Number(source, tag[4..]);
        position += TagLength;
        if (length > Remaining)
        {
            throw source.Wrong(FormattableString.Invariant($"{what} claims {length} bytes, but {Remaining} are ")
                + "left; the file is cut short or damaged");
        }

        var content = bytes.Slice(position, (int)length);
        var padded = ((long)length + 7) / 8 * 8;
        position = (int)Math.Min(bytes.Length, position + padded); // the last element may go without its padding
        return new MatElement((MatStorage)first, content);
    }

    public MatElement Next(string what, MatStorage storage)
    {
        var element = Next(what);
        return element.Storage == storage
            ? element
            : throw source.Wrong(
                FormattableString.Invariant($"expected {what} to be stored as {storage}, found {element.Storage}"));
    }

    public static uint Number(MatSource source, ReadOnlySpan<byte> bytes) =>
        source.IsBigEndian
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
