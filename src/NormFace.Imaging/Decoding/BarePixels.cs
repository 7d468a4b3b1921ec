using NormFace.Datasets;

namespace NormFace.Decoding;

/// <summary>Pictures that are stored as pixels.</summary>
internal static class BarePixels
{
    public static Picture Read(StoredPicture stored, string name)
    {
        var (width, height, channels) = (stored.PixelWidth, stored.PixelHeight, stored.PixelChannels);
        if (channels is not (1 or 3) || (Int128)width * height * channels != stored.Bytes.Length)
        {
            throw new PictureException(name, FormattableString.Invariant(
                $"{width}x{height} bare pixels of {channels} channels do not fill {stored.Bytes.Length} bytes."));
        }

        var bytes = stored.Bytes.Span;
        if (channels == 3)
        {
            return new Picture(width, height, bytes.ToArray());
        }

        var rgb = new byte[bytes.Length * 3];
        for (var index = 0; index < bytes.Length; index++)
        {
            rgb.AsSpan(index * 3, 3).Fill(bytes[index]);
        }

        return new Picture(width, height, rgb);
    }
}
