using System.Buffers.Binary;
using System.Text;

namespace NormFace.Matlab;

/// <summary>
/// Turns the bytes of an element into numbers or characters. MATLAB stores numbers in the smallest type that holds them
/// all.
/// </summary>
internal static class MatValues
{
    private const long LargestWhole = 1L << 53;

    public static double[] Numbers(MatSource source, MatElement element, long count)
    {
        var size = Size(source, element.Storage);
        var bytes = element.Bytes.Span;
        if (bytes.Length != count * size)
        {
            throw source.Wrong(FormattableString.Invariant($"{count} values of {element.Storage} are {count * size} ")
                + FormattableString.Invariant($"bytes, but the array has {bytes.Length}"));
        }

        source.Charge(count * sizeof(double));
        var numbers = new double[count];
        for (var index = 0; index < numbers.Length; index++)
        {
            numbers[index] = Number(source, element.Storage, bytes.Slice(index * size, size));
        }

        return numbers;
    }

    public static string Text(MatSource source, MatElement element, long count)
    {
        source.Charge(element.Bytes.Length * (long)sizeof(char));
        var encoding = element.Storage switch
        {
            MatStorage.Int8 or MatStorage.UInt8 => Encoding.Latin1,
            MatStorage.Utf8 => Encoding.UTF8,
            MatStorage.UInt16 or MatStorage.Utf16 => source.IsBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode,
            MatStorage.Utf32 =>
                source.IsBigEndian ? new UTF32Encoding(bigEndian: true, byteOrderMark: false) : Encoding.UTF32,
            _ => throw source.Wrong(FormattableString.Invariant($"expected characters, found {element.Storage}")),
        };

        var text = encoding.GetString(element.Bytes.Span);
        return text.Length == count
            ? text
            : throw source.Wrong(
                FormattableString.Invariant($"a char array should hold {count} characters, but holds {text.Length}"));
    }

    private static int Size(MatSource source, MatStorage storage) => storage switch
    {
        MatStorage.Int8 or MatStorage.UInt8 => 1,
        MatStorage.Int16 or MatStorage.UInt16 => 2,
        MatStorage.Int32 or MatStorage.UInt32 or MatStorage.Single => 4,
        MatStorage.Double or MatStorage.Int64 or MatStorage.UInt64 => 8,
        _ => throw source.Wrong(FormattableString.Invariant($"expected numbers, found {storage}")),
    };

    private static double Number(MatSource source, MatStorage storage, ReadOnlySpan<byte> bytes)
    {
        var isBig = source.IsBigEndian;
        return storage switch
        {
            MatStorage.Int8 => (sbyte)bytes[0],
            MatStorage.UInt8 => bytes[0],
            MatStorage.Int16 =>
                isBig ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes),
            MatStorage.UInt16 =>
                isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            MatStorage.Int32 =>
                isBig ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes),
            MatStorage.UInt32 => MatCursor.Number(source, bytes),
            MatStorage.Single =>
                isBig ? BinaryPrimitives.ReadSingleBigEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian(bytes),
            MatStorage.Int64 =>
                Exact(
                    source,
                    isBig ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            MatStorage.UInt64 =>
                Exact(
                    source,
                    isBig
                        ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
            _ => isBig ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        };
    }

    private static double Exact(MatSource source, Int128 value) => value <= LargestWhole && value >= -LargestWhole
        ? (double)value
        : throw source.Wrong(
            FormattableString.Invariant($"the whole number {value} is beyond 2^53, which cannot be held exactly"));
}
