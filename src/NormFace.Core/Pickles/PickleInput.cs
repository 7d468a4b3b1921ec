using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace NormFace.Pickles;

/// <summary>
/// Reads the parts of a pickle from a stream, no byte further than asked, and names the position of what is wrong.
/// </summary>
internal sealed class PickleInput(Stream stream, string name, PickleRules rules)
{
    private const int Step = 1 << 20; // a claimed length is believed this far before the bytes are there
    private const int LongestNumber = 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly long start = stream.CanSeek ? stream.Position : 0;
    private readonly byte[] small = new byte[8];
    private long taken;

    public InvalidDataException Error(string message) => Error(message, null);

    public InvalidDataException Error(string message, Exception? cause) =>
        new(FormattableString.Invariant($"{name}({start + taken}): {message}"), cause);

    /// <summary>Takes what something costs, with the position in the error.</summary>
    public void Spend(long byteCount)
    {
        if (!rules.Budget.TrySpend(byteCount))
        {
            throw Error(PickleBudget.Exceeded);
        }
    }

    public byte Byte()
    {
        rules.Budget.EarnOperation(1);
        return Next();
    }

    public long UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Small(2));

    public long Int32() => BinaryPrimitives.ReadInt32LittleEndian(Small(4));

    public long UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Small(4));

    public long UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Small(8)) is var value && value <= long.MaxValue
        ? (long)value
        : throw Error($"expected a length, found {value}.");

    public double Float64() => BinaryPrimitives.ReadDoubleBigEndian(Small(8));

    public byte[] Bytes(long length)
    {
        if (length < 0 || length > Array.MaxLength || length > rules.LargestLength - taken
            || (stream.CanSeek && length > stream.Length - stream.Position))
        {
            throw Error(FormattableString.Invariant(
                $"expected a length that fits the file, found {length}. Get the file again."));
        }

        var bytes = new byte[stream.CanSeek ? length : Math.Min(length, Step)];
        for (var count = 0; count < length;)
        {
            if (count == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(length, bytes.Length * 2L));
            }

            var read = stream.Read(bytes, count, bytes.Length - count);
            if (read == 0)
            {
                throw Error(
                    FormattableString.Invariant($"expected {length} bytes, found the end of the file after {count}."));
            }

            count += read;
            Take(read);
            rules.Budget.EarnContent(read);
        }

        return bytes;
    }

    public string Text(long length) => Decode(Bytes(length));

    public string Decode(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw Error("expected text in UTF-8, found other bytes.", error);
        }
    }

    public byte[] Line()
    {
        var line = new List<byte>();
        for (var value = Next(); value != (byte)'\n'; value = Next())
        {
            line.Add(value);
        }

        rules.Budget.EarnContent(line.Count);
        return [.. line];
    }

    public string LineText() => Decode(Line());

    public object Integer(long length)
    {
        if (length is < 0 or > LongestNumber)
        {
            throw Error(FormattableString.Invariant(
                $"expected a number of at most {LongestNumber} bytes, found one of {length}."));
        }

        rules.Budget.EarnOperation((int)length);
        return Narrow(new BigInteger(Bytes(length)));
    }

    public object IntegerLine()
    {
        var text = NumberLine();
        return text switch
        {
            "01" => true,
            "00" => false,
            _ =>
                BigInteger.TryParse(
                    text.EndsWith('L') ? text[..^1] : text,
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var value)
                ? Narrow(value)
                : throw Error($"expected an integer, found '{text}'."),
        };
    }

    public int IndexLine() => int.TryParse(NumberLine(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw Error("expected an index.");

    public double FloatLine()
    {
        var text = NumberLine();
        return text switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" => double.NaN,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw Error($"expected a number, found '{text}'."),
        };
    }

    private static object Narrow(BigInteger value)
    {
        object number = value;
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            number = (long)value;
        }

        return number;
    }

    private string NumberLine()
    {
        var line = Line();
        rules.Budget.EarnOperation(line.Length);
        return line.Length <= LongestNumber
            ? Encoding.Latin1.GetString(line)
            : throw Error("expected a number, found a long line.");
    }

    private byte Next()
    {
        var value = stream.ReadByte();
        if (value < 0)
        {
            throw Error("expected more of the pickle, found the end of the file. Get the file again.");
        }

        Take(1);
        return (byte)value;
    }

    private ReadOnlySpan<byte> Small(int length)
    {
        var count = stream.ReadAtLeast(small.AsSpan(0, length), length, throwOnEndOfStream: false);
        if (count < length)
        {
            throw Error("expected more of the pickle, found the end of the file. Get the file again.");
        }

        Take(length);
        rules.Budget.EarnOperation(length);
        return small.AsSpan(0, length);
    }

    private void Take(int length)
    {
        taken += length;
        if (taken > rules.LargestLength)
        {
            throw Error(
                FormattableString.Invariant($"expected at most {rules.LargestLength} bytes in a pickle, found more."));
        }
    }
}
