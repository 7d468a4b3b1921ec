using System.Buffers.Binary;
using System.IO.Compression;
using NormFace.Storage;

namespace NormFace.Datasets;

/// <summary>A member of a zip archive, as the archive's list states it.</summary>
internal sealed record ZipMember(string Name, int Flags, int Method, uint Checksum, long PackedLength, long Length, long Offset)
{
    private const int HeaderLength = 30;
    private const int Stored = 0;
    private const int Deflated = 8;
    private const long HarmlessLength = 1 << 20; // any ratio is accepted up to here
    private const long HighestRatio = 100; // pictures are packed already; bitmaps shrink less than this

    /// <summary>Reads the member's bytes, whole and with the right checksum.</summary>
    /// <exception cref="InvalidDataException">The archive is broken here, or the member is packed in a way that is not accepted.</exception>
    public byte[] Read(PackedFile file)
    {
        if ((Flags & 1) != 0)
        {
            throw new InvalidDataException("it is encrypted. Pack the pictures without a password.");
        }

        if (Length > PackedFile.LargestPicture || (Length > HarmlessLength && Length / HighestRatio > PackedLength))
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"it claims {Length} bytes out of {PackedLength}; at most {PackedFile.LargestPicture}, and {HighestRatio} times the packed bytes, are accepted."));
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        if (Offset > file.Length - HeaderLength)
        {
            throw file.Error(Offset, "expected a member of the archive, found the end of the file.");
        }

        file.Read(Offset, header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x04034b50)
        {
            throw file.Error(Offset, "expected a member of the archive, found something else.");
        }

        var start = Offset + HeaderLength
            + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        var packed = file.Read(start, PackedLength);
        var bytes = Method switch
        {
            Stored when PackedLength == Length => packed,
            Stored => throw file.Error(Offset, "expected a stored member of one length, found two lengths."),
            Deflated => Inflate(packed),
            _ => throw new InvalidDataException(FormattableString.Invariant($"it is packed by method {Method}. Pack with 'stored' or 'deflate'.")),
        };
        return Crc32.Of(bytes) == Checksum
            ? bytes
            : throw file.Error(Offset, FormattableString.Invariant($"expected checksum {Checksum:x8}, found {Crc32.Of(bytes):x8}. Get the file again."));
    }

    private byte[] Inflate(byte[] packed)
    {
        using var stream = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        var bytes = new byte[Length];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length || stream.ReadByte() >= 0)
        {
            throw new InvalidDataException(FormattableString.Invariant($"it does not unpack to the {Length} bytes it claims."));
        }

        return bytes;
    }
}
