using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NormFace.Alignment;

/// <summary>Reads a pixel for arithmetic on all its colours at once.</summary>
internal static class PixelColours
{
    /// <summary>Red, green, blue and a number that nobody reads, side by side.</summary>
    /// <param name="rgb">Pixels, three bytes each.</param>
    /// <param name="start">Where the pixel begins.</param>
    public static Vector128<float> At(ReadOnlySpan<byte> rgb, int start)
    {
        var bytes = rgb[start..];
        var four =
            bytes.Length >= 4 ? MemoryMarshal.Read<uint>(bytes) : (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16));
        return Vector128.ConvertToSingle(
            Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(four).AsByte())).AsInt32());
    }
}
