using NormFace.Datasets;
using SkiaSharp;

namespace NormFace.Decoding;

/// <summary>Turns stored pictures into pixels.</summary>
public static class PictureDecoder
{
    /// <summary>Most pixels a picture may claim to have; more is refused before memory is taken.</summary>
    public const int LargestPixelCount = 100_000_000;

    /// <summary>Decodes a picture. Safe from several threads.</summary>
    /// <param name="stored">The stored bytes.</param>
    /// <param name="name">Name for errors.</param>
    /// <returns>The pixels.</returns>
    /// <exception cref="PictureException">The bytes are no picture, are truncated, or claim an absurd size.</exception>
    public static Picture Decode(StoredPicture stored, string name)
    {
        if (stored.IsBarePixels)
        {
            return Bare(stored, name);
        }

        using var data = SKData.CreateCopy(stored.Bytes.Span);
        using var codec = SKCodec.Create(data) ?? throw new PictureException(name, "no picture format is recognised in it.");
        var info = codec.Info;
        if ((long)info.Width * info.Height > LargestPixelCount)
        {
            throw new PictureException(name, $"it claims {info.Width}x{info.Height} pixels, more than the {LargestPixelCount:N0} that are accepted.");
        }

        var target = new SKImageInfo(info.Width, info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var rgba = new byte[target.BytesSize];
        SKCodecResult result;
        unsafe
        {
            fixed (byte* pixels = rgba)
            {
                result = codec.GetPixels(target, (nint)pixels);
            }
        }

        if (result != SKCodecResult.Success)
        {
            throw new PictureException(name, $"it cannot be decoded in full ({result}).");
        }

        var rgb = new byte[info.Width * info.Height * 3];
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            rgb[to] = rgba[from];
            rgb[to + 1] = rgba[from + 1];
            rgb[to + 2] = rgba[from + 2];
        }

        return new Picture(info.Width, info.Height, rgb);
    }

    private static Picture Bare(StoredPicture stored, string name)
    {
        var (width, height, channels) = (stored.PixelWidth, stored.PixelHeight, stored.PixelChannels);
        if (channels is not (1 or 3) || stored.Bytes.Length != (long)width * height * channels)
        {
            throw new PictureException(name, $"{width}x{height} bare pixels of {channels} channels do not fill {stored.Bytes.Length} bytes.");
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
