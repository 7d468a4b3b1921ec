using NormFace.Pictures;

namespace NormFace.Preparation;

/// <summary>Turns and enlarges a prepared picture about its middle, as a careless alignment would; bilinear, edges
/// repeated.</summary>
internal static class PixelTurn
{
    private const double RadiansOfDegree = Math.PI / 180;

    /// <summary>Turns the picture.</summary>
    /// <param name="contract">The contract the picture was prepared for.</param>
    /// <param name="pixels">The picture.</param>
    /// <param name="scratch">Room for as many bytes, overwritten.</param>
    /// <param name="degrees">Angle, to the left above 0.</param>
    /// <param name="zoom">Factor on lengths, above 0.</param>
    /// <remarks>Sums, products and a floor of float64 alone, so that it is the same on every machine; no sine is
    /// called.</remarks>
    public static void Apply(PixelContract contract, Span<byte> pixels, Span<byte> scratch, double degrees, double zoom)
    {
        pixels.CopyTo(scratch);
        var (width, height, channels) = (contract.Width, contract.Height, contract.ChannelCount);
        // As the tangent of half the angle: exact enough for the few degrees of a careless alignment.
        var half = degrees * RadiansOfDegree / 2;
        var scale = 1 / (zoom * (1 + (half * half)));
        var (cosine, sine) = ((1 - (half * half)) * scale, 2 * half * scale);
        var (middleX, middleY) = ((width - 1) / 2.0, (height - 1) / 2.0);
        var to = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (right, down) = (x - middleX, y - middleY);
                var fromX = Math.Clamp(middleX + (cosine * right) - (sine * down), 0, width - 1);
                var fromY = Math.Clamp(middleY + (sine * right) + (cosine * down), 0, height - 1);
                var (left, top) = ((int)fromX, (int)fromY);
                var (shareX, shareY) = (fromX - left, fromY - top);
                var upper = ((top * width) + left) * channels;
                var lower = upper + (top + 1 < height ? width * channels : 0);
                var next = left + 1 < width ? channels : 0;
                for (var channel = 0; channel < channels; channel++)
                {
                    var above = ((1 - shareX) * scratch[upper + channel]) + (shareX * scratch[upper + next + channel]);
                    var below = ((1 - shareX) * scratch[lower + channel]) + (shareX * scratch[lower + next + channel]);
                    pixels[to++] = (byte)(((1 - shareY) * above) + (shareY * below) + 0.5);
                }
            }
        }
    }
}
