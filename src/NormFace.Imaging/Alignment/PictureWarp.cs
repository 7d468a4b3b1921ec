using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NormFace.Decoding;

namespace NormFace.Alignment;

/// <summary>Draws a picture under a similarity transform, by bilinear interpolation, each pixel read once; black beyond its edge.</summary>
/// <remarks>
/// A pixel of the result lies at some place of the picture and is the mean of the four pixels around it, weighted by nearness; of those
/// beyond the edge as black ones. So a picture that is made much smaller is not smoothed: the paper's pipeline does the same.
/// Places are computed in float64, colours in float32 and rounded half up.
/// </remarks>
public static class PictureWarp
{
    /// <summary>Draws the part of a picture that a transform brings to a canvas.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="transform">From picture to canvas.</param>
    /// <param name="width">Columns of the canvas, at least 1.</param>
    /// <param name="height">Rows of the canvas, at least 1.</param>
    /// <returns>The canvas.</returns>
    /// <exception cref="ArgumentException">The canvas is empty or larger than any picture that is decoded, or the transform is not finite.</exception>
    /// <exception cref="InvalidOperationException">The transform makes everything one point.</exception>
    public static Picture Apply(Picture picture, SimilarityTransform transform, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if ((long)width * height > PictureDecoder.LargestPixelCount)
        {
            throw new ArgumentException($"The canvas must have at most {PictureDecoder.LargestPixelCount} pixels, but was to be {width}x{height}.");
        }

        if (!double.IsFinite(transform.A + transform.B + transform.Right + transform.Down))
        {
            throw new ArgumentException($"transform must be finite, but was {transform}.", nameof(transform));
        }

        var back = transform.Inverse();
        var canvas = new byte[3 * width * height];
        for (int row = 0, to = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++, to += 3)
            {
                Draw(picture, back.Map(new PixelPoint(column, row)), canvas.AsSpan(to, 3));
            }
        }

        return new Picture(width, height, canvas);
    }

    private static void Draw(Picture picture, PixelPoint at, Span<byte> pixel)
    {
        if (!(at.X > -1 && at.Y > -1 && at.X < picture.Width && at.Y < picture.Height))
        {
            return; // all four around it are black
        }

        var (left, top) = ((int)Math.Floor(at.X), (int)Math.Floor(at.Y));
        var (shareX, shareY) = ((float)(at.X - left), (float)(at.Y - top));
        var above = Mix(Colours(picture, left, top), Colours(picture, left + 1, top), shareX);
        var below = Mix(Colours(picture, left, top + 1), Colours(picture, left + 1, top + 1), shareX);
        var colours = Vector128.ConvertToInt32(Mix(above, below, shareY) + Vector128.Create(0.5f));
        (pixel[0], pixel[1], pixel[2]) = ((byte)colours[0], (byte)colours[1], (byte)colours[2]);
    }

    private static Vector128<float> Mix(Vector128<float> from, Vector128<float> to, float share) => from + ((to - from) * share);

    // Red, green, blue and a number that nobody reads, side by side.
    private static Vector128<float> Colours(Picture picture, int column, int row)
    {
        if ((uint)column >= (uint)picture.Width || (uint)row >= (uint)picture.Height)
        {
            return Vector128<float>.Zero;
        }

        var start = 3 * ((row * picture.Width) + column);
        var bytes = picture.Rgb.AsSpan(start);
        var four = bytes.Length >= 4 ? MemoryMarshal.Read<uint>(bytes) : (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16));
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(four).AsByte())).AsInt32());
    }
}
