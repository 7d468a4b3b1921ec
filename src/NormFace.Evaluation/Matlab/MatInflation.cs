using System.IO.Compression;

namespace NormFace.Matlab;

/// <summary>Undoes the compression of a variable, never taking more memory than its bytes turn out to need.</summary>
internal static class MatInflation
{
    private const int FirstStep = 1 << 16;

    /// <summary>The bytes of the one matrix that a compressed element holds.</summary>
    public static ReadOnlyMemory<byte> Inflate(MatSource source, byte[] compressed)
    {
        using var stream = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var tag = new byte[MatCursor.TagLength];
        if (Fill(source, stream, tag) < tag.Length)
        {
            throw source.Wrong("a compressed variable ends inside its tag");
        }

        if (MatCursor.Number(source, tag) != (uint)MatStorage.Matrix)
        {
            throw source.Wrong("a compressed element holds something other than an array");
        }

        long length = MatCursor.Number(source, tag.AsSpan(4));
        if (length > MatSource.LargestContent)
        {
            throw source.TooLarge(MatSource.LargestContent);
        }

        var bytes = Content(source, stream, (int)length);

        // The checksum is only looked at where the stream ends.
        return Fill(source, stream, new byte[1]) == 0
            ? bytes
            : throw source.Wrong("a compressed variable goes on after its array");
    }

    private static byte[] Content(MatSource source, ZLibStream stream, int length)
    {
        // A length is only believed as far as bytes have come.
        var bytes = new byte[Math.Min(length, FirstStep)];
        source.Charge(bytes.Length);
        var filled = 0;
        while (true)
        {
            filled += Fill(source, stream, bytes.AsSpan(filled));
            if (filled < bytes.Length)
            {
                throw source.Wrong(
                    FormattableString.Invariant($"a compressed variable claims {length} bytes, but holds {filled}"));
            }

            if (filled == length)
            {
                return bytes;
            }

            var larger = (int)Math.Min(length, 2L * bytes.Length);
            source.Charge(larger - bytes.Length);
            Array.Resize(ref bytes, larger);
        }
    }

    private static int Fill(MatSource source, ZLibStream stream, Span<byte> bytes)
    {
        try
        {
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException error)
        {
            throw source.Wrong($"a compressed variable cannot be undone ({error.Message.TrimEnd('.')})");
        }
    }
}
