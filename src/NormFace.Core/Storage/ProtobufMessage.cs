using System.Buffers.Binary;
using System.Text;

namespace NormFace.Storage;

/// <summary>Writes the kinds of protobuf fields that event files and ONNX need.</summary>
/// <remarks>Source: Protocol Buffers documentation, "Encoding".</remarks>
internal sealed class ProtobufMessage : IDisposable
{
    private const int Varint = 0;
    private const int EightBytes = 1;
    private const int Counted = 2;
    private const int FourBytes = 5;

    private readonly MemoryStream bytes = new();

    public ReadOnlySpan<byte> Bytes => bytes.GetBuffer().AsSpan(0, (int)bytes.Length);

    public void Integer(int field, long value)
    {
        Key(field, Varint);
        WriteVarint((ulong)value);
    }

    public void Double(int field, double value)
    {
        Key(field, EightBytes);
        Span<byte> buffer = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(buffer, value);
        bytes.Write(buffer);
    }

    public void Single(int field, float value)
    {
        Key(field, FourBytes);
        Span<byte> buffer = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(buffer, value);
        bytes.Write(buffer);
    }

    public void Text(int field, string value) => Block(field, Encoding.UTF8.GetBytes(value));

    public void Message(int field, ProtobufMessage value) => Block(field, value.Bytes);

    public void Dispose() => bytes.Dispose();

    public void Block(int field, ReadOnlySpan<byte> value)
    {
        Key(field, Counted);
        WriteVarint((ulong)value.Length);
        bytes.Write(value);
    }

    private void Key(int field, int kind) => WriteVarint((ulong)((field << 3) | kind));

    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.WriteByte((byte)(value | 0x80));
        }

        bytes.WriteByte((byte)value);
    }
}
