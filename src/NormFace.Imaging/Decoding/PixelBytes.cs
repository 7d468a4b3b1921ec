using System.Runtime.Intrinsics;
using NormFace.Pictures;

namespace NormFace.Decoding;

/// <summary>Moves bytes of pixels between layouts.</summary>
internal static class PixelBytes
{
    private const int PixelsOfStep = 4;

    private static readonly Vector128<byte> Colours = Vector128.Create(
        (byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);

    /// <summary>Red, green, blue of each pixel of a row, out of three channels in either order or one of
    /// grey.</summary>
    public static void ToRgb(ReadOnlySpan<byte> pixels, ChannelOrder channels, Span<byte> rgb)
    {
        if (channels == ChannelOrder.Rgb)
        {
            pixels.CopyTo(rgb);
            return;
        }

        var (step, red, green, blue) = channels == ChannelOrder.Bgr ? (3, 2, 1, 0) : (1, 0, 0, 0);
        for (int from = 0, to = 0; to < rgb.Length; from += step, to += 3)
        {
            rgb[to] = pixels[from + red];
            rgb[to + 1] = pixels[from + green];
            rgb[to + 2] = pixels[from + blue];
        }
    }

    /// <summary>Red, green, blue, alpha of each pixel, which is opaque.</summary>
    public static void AddAlpha(ReadOnlySpan<byte> rgb, Span<byte> rgba)
    {
        for (int from = 0, to = 0; from < rgb.Length; from += 3, to += 4)
        {
            rgb.Slice(from, 3).CopyTo(rgba[to..]);
            rgba[to + 3] = byte.MaxValue;
        }
    }

    /// <summary>Red, green, blue of each pixel out of red, green, blue, alpha.</summary>
    public static void DropAlpha(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        // A step writes 16 bytes of which 12 count, so it needs room for four more.
        while (rgb.Length >= 16)
        {
            Vector128.Shuffle(Vector128.Create(rgba), Colours).CopyTo(rgb);
            rgba = rgba[(4 * PixelsOfStep)..];
            rgb = rgb[(3 * PixelsOfStep)..];
        }

        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            rgb[to] = rgba[from];
            rgb[to + 1] = rgba[from + 1];
            rgb[to + 2] = rgba[from + 2];
        }
    }
}
