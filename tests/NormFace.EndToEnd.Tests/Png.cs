using System.Buffers.Binary;

namespace NormFace;

/// <summary>What a PNG file says of itself.</summary>
internal static class Png
{
    /// <summary>Width and height from the first chunk.</summary>
    public static (int Width, int Height) Size(string path)
    {
        var header = File.ReadAllBytes(path).AsSpan(16, 8);
        return (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
    }
}
