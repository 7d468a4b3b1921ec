using NormFace.Decoding;
using SkiaSharp;

namespace NormFace;

/// <summary>Small picture files made for tests.</summary>
internal static class EncodedPictures
{
    // A white pixel as GIF89a, and a red and a blue one as a bitmap of 24 bits, written out by hand.
    public static byte[] Gif =>
        Convert.FromHexString("47494638396101000100800000FFFFFF0000002C00000000010001000002024401003B");

    public static byte[] Bmp => Convert.FromHexString(
        "424D3E000000000000003600000028000000020000000100000001001800000000000800000000000000000000000000000000000000"
            + "0000FFFF00000000");

    /// <summary>Noise that is smooth enough for a JPEG to keep.</summary>
    public static Picture Smooth(int width, int height, int seed)
    {
        var random = new Random(seed);
        var waves = Enumerable.Range(0, 18).Select(_ => random.NextDouble() * 6).ToArray();
        var rgb = new byte[width * height * 3];
        for (var index = 0; index < rgb.Length; index++)
        {
            var (x, y, channel) =
                ((double)(index / 3 % width) / width, (double)(index / 3 / width) / height, index % 3);
            var value = Enumerable.Range(0, 3)
                .Sum(wave => Math.Sin((waves[wave] * 2 * x) + (waves[wave + 3] * 2 * y) + waves[wave + 6] + channel));
            rgb[index] = (byte)(127.5 + (value * 40));
        }

        return new Picture(width, height, rgb);
    }

    /// <summary>Squares of eight pixels in random greys: waves of every length, as photographs hold them.</summary>
    public static Picture Squares(int width, int height, int seed)
    {
        var random = new Random(seed);
        var greys = new byte[((width / 8) + 1) * ((height / 8) + 1)];
        random.NextBytes(greys);
        var rgb = new byte[width * height * 3];
        for (var index = 0; index < rgb.Length; index++)
        {
            var (x, y) = (index / 3 % width, index / 3 / width);
            rgb[index] = greys[(y / 8 * ((width / 8) + 1)) + (x / 8)];
        }

        return new Picture(width, height, rgb);
    }

    public static byte[] Encode(Picture picture, SKEncodedImageFormat format, int quality = 95)
    {
        using var bitmap = new SKBitmap(
            new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (var index = 0; index < picture.Width * picture.Height; index++)
        {
            var (red, green, blue) =
                (picture.Rgb[index * 3], picture.Rgb[(index * 3) + 1], picture.Rgb[(index * 3) + 2]);
            bitmap.SetPixel(index % picture.Width, index / picture.Width, new SKColor(red, green, blue));
        }

        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }
}
