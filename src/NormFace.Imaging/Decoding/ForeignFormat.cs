namespace NormFace.Decoding;

/// <summary>Picture formats that are not read, by their first bytes, so that a refusal can name them.</summary>
internal static class ForeignFormat
{
    /// <summary>What a file is and what to do; null if it is none of these.</summary>
    public static string? Refusal(ReadOnlySpan<byte> file) =>
        NameOf(file) is { } format
            ? $"it is {format}, which is not read here. Convert it to JPEG or PNG first."
            : null;

    private static string? NameOf(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8))
        {
            return "a TIFF file";
        }

        if (file.Length >= 12 && file[4..8].SequenceEqual("ftyp"u8))
        {
            return BrandOf(file);
        }

        if (file.StartsWith("\0\0\0\x0cJXL "u8) || (file.Length >= 2 && file[0] == 0xFF && file[1] == 0x0A))
        {
            return "a JPEG XL file";
        }

        return file.StartsWith("\0\0\0\x0cjP  "u8) ? "a JPEG 2000 file"
            : file.StartsWith("%PDF-"u8) ? "a PDF file"
            : file.StartsWith("8BPS"u8) ? "a Photoshop file"
            : null;
    }

    // ISO base media: the major brand and compatible ones, each of four letters, fill the first box.
    private static string BrandOf(ReadOnlySpan<byte> file)
    {
        var brands = file[8..Math.Clamp((file[2] << 8) | file[3], 12, file.Length)];
        return brands.IndexOf("avif"u8) >= 0 || brands.IndexOf("avis"u8) >= 0 ? "an AVIF file"
            : brands.IndexOf("hei"u8) >= 0 || brands.IndexOf("hev"u8) >= 0 || brands.IndexOf("mif1"u8) >= 0
                ? "a HEIC file, as phones write them"
            : "a video file";
    }
}
