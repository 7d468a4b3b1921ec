using System.Buffers.Binary;
using System.IO.Compression;

namespace NormFace;

/// <summary>PNG files written chunk by chunk.</summary>
internal static class PictureBytes
{
    /// <summary>A grey picture of one tone.</summary>
    public static byte[] Png(int width, int height)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(
                Enumerable.Range(0, height)
                    .SelectMany(_ => Enumerable.Repeat((byte)120, width).Prepend((byte)0))
                    .ToArray());
        }

        return [.. PngHeader(width, height), .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>One that claims a size and holds next to nothing.</summary>
    public static byte[] PngThatClaims(int width, int height) =>
        [.. PngHeader(width, height), .. Chunk("IDAT", [0x78, 0x01, 0x03, 0x00]), .. Chunk("IEND", [])];

    private static byte[] PngHeader(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk("IHDR", header)];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(body));
        return [.. length, .. body, .. check];
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }
}
