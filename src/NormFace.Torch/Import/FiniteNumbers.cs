using System.Numerics;
using System.Runtime.InteropServices;
using NormFace.Weights;

namespace NormFace.Import;

/// <summary>Looks for numbers that no network can compute with.</summary>
internal static class FiniteNumbers
{
    /// <summary>Whether a tensor holds neither NaN nor infinity.</summary>
    public static bool Only(StoredTensor stored) => stored.Type switch
    {
        StoredType.F64 => Only<ulong>(stored, 0x7FF0_0000_0000_0000),
        StoredType.F32 => Only<uint>(stored, 0x7F80_0000),
        StoredType.F16 => Only<ushort>(stored, 0x7C00),
        StoredType.BF16 => Only<ushort>(stored, 0x7F80),
        _ => true,
    };

    // NaN and infinity have every bit of the exponent set; the types differ in where these bits lie.
    private static bool Only<T>(StoredTensor stored, T exponent)
        where T : unmanaged, IBinaryInteger<T>
    {
        foreach (var number in MemoryMarshal.Cast<byte, T>(stored.Bytes.Span))
        {
            if ((number & exponent) == exponent)
            {
                return false;
            }
        }

        return true;
    }
}
