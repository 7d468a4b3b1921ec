using System.Runtime.InteropServices;

namespace NormFace.Weights;

/// <summary>The numbers of a stored tensor, by the definition of every type.</summary>
internal static class StoredNumbers
{
    public static double[] Of(StoredTensor tensor)
    {
        var bytes = tensor.Bytes.Span;
        return tensor.Type switch
        {
            StoredType.F64 => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
            StoredType.F32 => [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(value => (double)value)],
            StoredType.F16 => [.. MemoryMarshal.Cast<byte, Half>(bytes).ToArray().Select(value => (double)value)],
            StoredType.BF16 =>
                [.. MemoryMarshal.Cast<byte, ushort>(bytes).ToArray().Select(
                    value => (double)BitConverter.UInt32BitsToSingle((uint)value << 16))],
            StoredType.I64 => [.. MemoryMarshal.Cast<byte, long>(bytes).ToArray().Select(value => (double)value)],
            StoredType.I32 => [.. MemoryMarshal.Cast<byte, int>(bytes).ToArray().Select(value => (double)value)],
            StoredType.I16 => [.. MemoryMarshal.Cast<byte, short>(bytes).ToArray().Select(value => (double)value)],
            StoredType.I8 => [.. MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray().Select(value => (double)value)],
            _ => [.. bytes.ToArray().Select(value => (double)value)],
        };
    }
}
