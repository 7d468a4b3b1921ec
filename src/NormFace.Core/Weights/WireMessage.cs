using System.Text;

namespace NormFace.Weights;

/// <summary>A protobuf message: fields by number, one after the other. Nothing is copied.</summary>
/// <remarks>Source: "Encoding" of the Protocol Buffers documentation. Groups, long out of use, are refused.</remarks>
/// <param name="bytes">The message.</param>
/// <param name="start">Where it begins in the file, for errors.</param>
/// <param name="file">Name of the file, for errors.</param>
internal sealed class WireMessage(ReadOnlyMemory<byte> bytes, long start, string file)
{
    /// <summary>The fields in the order in which they stand.</summary>
    public IEnumerable<WireField> Fields()
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var keyAt = at;
            var key = Varint(ref at);
            var (number, kind) = (key >> 3, (WireKind)(key & 7));

            if (number is 0 or > (1 << 29) - 1)
            {
                throw Malformed.At(file, start + keyAt, "a field of a protobuf message", $"field number {number}");
            }

            if (kind == WireKind.Varint)
            {
                var valueAt = at;
                yield return new WireField((int)number, kind, Varint(ref at), default, start + valueAt);
                continue;
            }

            var length = kind switch
            {
                WireKind.Fixed64 => 8UL,
                WireKind.Fixed32 => 4UL,
                WireKind.Delimited => Varint(ref at),
                _ => throw Malformed.At(file, start + keyAt, "a field of a protobuf message", $"storage kind {(int)kind}"),
            };

            if (length > (ulong)(bytes.Length - at))
            {
                throw Malformed.At(file, start + at, $"at most {bytes.Length - at} bytes in field {number}", $"a claim of {length}");
            }

            yield return new WireField((int)number, kind, 0, bytes.Slice(at, (int)length), start + at);
            at += (int)length;
        }
    }

    /// <summary>A field that is a message itself.</summary>
    public WireMessage Message(WireField field) => new(Delimited(field), field.Position, file);

    /// <summary>A field that is a text.</summary>
    public string Text(WireField field) => Encoding.UTF8.GetString(Delimited(field).Span);

    /// <summary>The whole numbers of a field, of which one or many may stand in it.</summary>
    public IEnumerable<long> Numbers(WireField field)
    {
        if (field.Kind == WireKind.Varint)
        {
            yield return (long)field.Value;
            yield break;
        }

        var packed = new WireMessage(Delimited(field), field.Position, file);
        for (var at = 0; at < packed.Length;)
        {
            yield return (long)packed.Varint(ref at);
        }
    }

    /// <summary>The bytes of numbers of a fixed size, of which one or many may stand in the field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="single">The kind in which a number stands alone; it gives the size.</param>
    public ReadOnlyMemory<byte> FixedNumbers(WireField field, WireKind single)
    {
        var size = single == WireKind.Fixed64 ? 8 : 4;
        return field.Kind == single || (field.Kind == WireKind.Delimited && field.Bytes.Length % size == 0)
            ? field.Bytes
            : throw Malformed.At(file, field.Position, $"numbers of {size} bytes in field {field.Number}", $"{field.Bytes.Length} bytes stored as {field.Kind}");
    }

    private int Length => bytes.Length;

    private ReadOnlyMemory<byte> Delimited(WireField field) => field.Kind == WireKind.Delimited
        ? field.Bytes
        : throw Malformed.At(file, field.Position, $"field {field.Number} with a length", $"one stored as {field.Kind}");

    private ulong Varint(ref int at)
    {
        const int longest = 10;
        var value = 0UL;

        for (var index = 0; index < longest && at < bytes.Length; index++)
        {
            var part = bytes.Span[at++];
            value |= (ulong)(part & 0x7F) << (7 * index);
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Malformed.At(file, start + at, "the end of a number", at < bytes.Length ? "more bytes of it" : "the end of the message");
    }
}
