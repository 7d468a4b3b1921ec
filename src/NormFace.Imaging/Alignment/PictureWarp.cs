using System.Runtime.Intrinsics;
using NormFace.Decoding;

namespace NormFace.Alignment;

/// <summary>Draws a picture under a similarity transform, by bilinear interpolation, each pixel read once; black beyond
/// its edge.</summary>
/// <remarks>
/// A pixel of the result lies at some place of the picture and is the mean of the four pixels around it, weighted by
/// nearness; of those beyond the edge as black ones. Of a picture that is made much smaller, pixels between the places
/// read would go unseen: asked for several samples, a pixel of the result is the mean of as many places along each
/// side. The paper's pipeline takes one. Places are computed in float64, colours in float32 and rounded half up, once.
/// </remarks>
public static class PictureWarp
{
    /// <summary>Most samples along each side of a pixel.</summary>
    public const int MaxSamples = 64;

    /// <summary>Draws the part of a picture that a transform brings to a canvas.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="transform">From picture to canvas.</param>
    /// <param name="width">Columns of the canvas, at least 1.</param>
    /// <param name="height">Rows of the canvas, at least 1.</param>
    /// <param name="samples">Places read along each side of a pixel, in [1, <see cref="MaxSamples"/>]; 1 for the
    /// paper's way, <see cref="SamplesFor"/> for a picture that is made smaller.</param>
    /// <returns>The canvas.</returns>
    /// <exception cref="ArgumentException">The canvas is empty or larger than any picture that is decoded, or the
    /// transform is not finite.</exception>
    /// <exception cref="InvalidOperationException">The transform makes everything one point.</exception>
    public static Picture Apply(Picture picture, SimilarityTransform transform, int width, int height, int samples = 1)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, MaxSamples);
        if ((long)width * height > Picture.MaxPixelCount)
        {
            throw new ArgumentException(
                $"The canvas must have at most {Picture.MaxPixelCount} pixels, but was to be {width}x{height}.");
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
                var colours = samples == 1
                    ? Read(picture, back.Map(new PixelPoint(column, row)))
                    : Mean(picture, back, column, row, samples);
                var rounded = Vector128.ConvertToInt32(colours + Vector128.Create(0.5f));
                (canvas[to], canvas[to + 1], canvas[to + 2]) = ((byte)rounded[0], (byte)rounded[1], (byte)rounded[2]);
            }
        }

        return new Picture(width, height, canvas);
    }

    /// <summary>Samples along each side of a pixel that leave no pixel of the picture unseen, or as many as are
    /// allowed.</summary>
    /// <param name="transform">From picture to canvas.</param>
    /// <returns>1 if the picture keeps its size or grows; the nearest whole number to its reduction
    /// otherwise.</returns>
    public static int SamplesFor(SimilarityTransform transform) =>
        transform.Scale > 0 ? (int)Math.Clamp(Math.Round(1 / transform.Scale), 1, MaxSamples) : 1;

    private static Vector128<float> Mean(Picture picture, SimilarityTransform back, int column, int row, int samples)
    {
        var sum = Vector128<float>.Zero;
        for (var y = 0; y < samples; y++)
        {
            var down = row - 0.5 + ((y + 0.5) / samples);
            for (var x = 0; x < samples; x++)
            {
                sum += Read(picture, back.Map(new PixelPoint(column - 0.5 + ((x + 0.5) / samples), down)));
            }
        }

        return sum / (samples * samples);
    }

    private static Vector128<float> Read(Picture picture, PixelPoint at)
    {
        if (at.X >= 0 && at.Y >= 0 && at.X < picture.Width - 1 && at.Y < picture.Height - 1)
        {
            return Inside(picture.Rgb, 3 * picture.Width, at);
        }

        if (!(at.X > -1 && at.Y > -1 && at.X < picture.Width && at.Y < picture.Height))
        {
            return Vector128<float>.Zero; // all four around it are black
        }

        var (left, top) = ((int)Math.Floor(at.X), (int)Math.Floor(at.Y));
        var (shareX, shareY) = ((float)(at.X - left), (float)(at.Y - top));
        var above = Mix(Colours(picture, left, top), Colours(picture, left + 1, top), shareX);
        var below = Mix(Colours(picture, left, top + 1), Colours(picture, left + 1, top + 1), shareX);
        return Mix(above, below, shareY);
    }

    // The same where all four pixels lie in the picture, as nearly all do.
    private static Vector128<float> Inside(ReadOnlySpan<byte> rgb, int stride, PixelPoint at)
    {
        var (left, top) = ((int)at.X, (int)at.Y);
        var (shareX, shareY) = ((float)(at.X - left), (float)(at.Y - top));
        var upper = (top * stride) + (3 * left);
        var above = Mix(PixelColours.At(rgb, upper), PixelColours.At(rgb, upper + 3), shareX);
        var lower = upper + stride;
        return Mix(above, Mix(PixelColours.At(rgb, lower), PixelColours.At(rgb, lower + 3), shareX), shareY);
    }

    private static Vector128<float> Mix(Vector128<float> from, Vector128<float> to, float share) =>
        from + ((to - from) * share);

    private static Vector128<float> Colours(Picture picture, int column, int row) =>
        (uint)column >= (uint)picture.Width || (uint)row >= (uint)picture.Height
        ? Vector128<float>.Zero
        : PixelColours.At(picture.Rgb, 3 * ((row * picture.Width) + column));
}
