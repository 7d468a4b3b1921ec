using System.Numerics;

namespace NormFace.Logs;

/// <summary>
/// Checksum of a TFRecord: CRC-32C, turned and shifted, so that a checksum of data that holds checksums stays sound.
/// </summary>
/// <remarks>Source: TensorFlow, <c>tfrecord</c> format; RFC 3720 appendix B.4 for the CRC.</remarks>
internal static class RecordChecksum
{
    /// <summary>The masked checksum.</summary>
    public static uint Of(ReadOnlySpan<byte> data) => BitOperations.RotateRight(Crc32C(data), 15) + 0xA282EAD8;

    /// <summary>The CRC without the mask.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
