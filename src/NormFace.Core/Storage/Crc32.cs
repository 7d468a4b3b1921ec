using System.Buffers.Binary;

namespace NormFace.Storage;

/// <summary>The checksum of zip archives: CRC-32 with polynomial 0xEDB88320, eight bytes a step.</summary>
internal static class Crc32
{
    private const int Stride = 8;

    private static readonly uint[][] Tables = Build();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var value = uint.MaxValue;
        for (; bytes.Length >= Stride; bytes = bytes[Stride..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ value;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            value = Tables[7][(byte)low] ^ Tables[6][(byte)(low >> 8)] ^ Tables[5][(byte)(low >> 16)] ^ Tables[4][low >> 24]
                ^ Tables[3][(byte)high] ^ Tables[2][(byte)(high >> 8)] ^ Tables[1][(byte)(high >> 16)] ^ Tables[0][high >> 24];
        }

        foreach (var item in bytes)
        {
            value = Tables[0][(byte)(value ^ item)] ^ (value >> 8);
        }

        return ~value;
    }

    // Table k gives what a byte does to the checksum when k more bytes follow it.
    private static uint[][] Build()
    {
        var tables = Enumerable.Range(0, Stride).Select(_ => new uint[256]).ToArray();
        for (uint item = 0; item < 256; item++)
        {
            var value = item;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            tables[0][item] = value;
        }

        for (var table = 1; table < Stride; table++)
        {
            for (var item = 0; item < 256; item++)
            {
                var before = tables[table - 1][item];
                tables[table][item] = (before >> 8) ^ tables[0][(byte)before];
            }
        }

        return tables;
    }
}
