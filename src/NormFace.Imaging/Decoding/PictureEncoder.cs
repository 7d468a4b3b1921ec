using SkiaSharp;

namespace NormFace.Decoding;

/// <summary>Turns pixels into picture files.</summary>
public static class PictureEncoder
{
    /// <summary>Encodes a picture as PNG, without loss.</summary>
    /// <param name="picture">The pixels.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">The pixels do not fill the picture's size.</exception>
    public static byte[] Png(Picture picture)
    {
        using var bitmap = ToBitmap(picture);
        using var file = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return file.ToArray();
    }

    /// <summary>Encodes a picture as JPEG.</summary>
    /// <param name="picture">The pixels.</param>
    /// <param name="quality">Quality from 1 to 100.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">The pixels do not fill the picture's size, or the quality is outside its range.</exception>
    public static byte[] Jpeg(Picture picture, int quality)
    {
        if (quality is < 1 or > 100)
        {
            throw new ArgumentOutOfRangeException(nameof(quality), quality, $"quality must lie in [1, 100], but was {quality}.");
        }

        using var bitmap = ToBitmap(picture);
        using var file = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return file.ToArray();
    }

    internal static SKBitmap ToBitmap(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Width < 1 || picture.Height < 1 || picture.Rgb.LongLength != 3L * picture.Width * picture.Height)
        {
            throw new ArgumentException(
                $"picture must hold 3 bytes for each of its {picture.Width}x{picture.Height} pixels, but holds {picture.Rgb.Length}.", nameof(picture));
        }

        var bitmap = new SKBitmap(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var rgba = bitmap.GetPixelSpan();
        for (int from = 0, to = 0; from < picture.Rgb.Length; from += 3, to += 4)
        {
            picture.Rgb.AsSpan(from, 3).CopyTo(rgba[to..]);
            rgba[to + 3] = byte.MaxValue;
        }

        return bitmap;
    }
}
