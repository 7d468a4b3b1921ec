using NormFace.Pictures;

namespace NormFace.Preparation;

/// <summary>Exact operations on prepared pictures.</summary>
internal static class PixelMoves
{
    /// <summary>Swaps left and right.</summary>
    public static void Mirror(PixelContract contract, Span<byte> pixels)
    {
        var (channels, stride) = (contract.ChannelCount, contract.Width * contract.ChannelCount);
        for (; pixels.Length > 0; pixels = pixels[stride..])
        {
            for (int left = 0, right = stride - channels; left < right; left += channels, right -= channels)
            {
                for (var channel = 0; channel < channels; channel++)
                {
                    (pixels[left + channel], pixels[right + channel]) =
                        (pixels[right + channel], pixels[left + channel]);
                }
            }
        }
    }

    /// <summary>Moves the picture to the right and down; the edge it leaves is repeated.</summary>
    public static void Shift(PixelContract contract, Span<byte> pixels, Span<byte> scratch, int right, int down)
    {
        var (channels, stride) = (contract.ChannelCount, contract.Width * contract.ChannelCount);
        var gap = Math.Min(Math.Abs(right), contract.Width - 1) * channels;
        pixels.CopyTo(scratch);
        for (var row = 0; row < contract.Height; row++)
        {
            var from = scratch.Slice(Math.Clamp(row - down, 0, contract.Height - 1) * stride, stride);
            var to = pixels.Slice(row * stride, stride);
            if (right >= 0)
            {
                from[..^gap].CopyTo(to[gap..]);
                Repeat(from[..channels], to[..gap]);
            }
            else
            {
                from[gap..].CopyTo(to);
                Repeat(from[^channels..], to[^gap..]);
            }
        }
    }

    private static void Repeat(ReadOnlySpan<byte> pixel, Span<byte> row)
    {
        for (; row.Length > 0; row = row[pixel.Length..])
        {
            pixel.CopyTo(row);
        }
    }

    /// <summary>Puts the luma in the place of each colour, <c>(299 R + 587 G + 114 B) / 1000</c> rounded half
    /// up.</summary>
    public static void RemoveColour(ChannelOrder order, Span<byte> pixels)
    {
        if (order == ChannelOrder.Grey)
        {
            return;
        }

        var (red, blue) = order == ChannelOrder.Bgr ? (2, 0) : (0, 2);
        for (; pixels.Length >= 3; pixels = pixels[3..])
        {
            var luma = (byte)(((299 * pixels[red]) + (587 * pixels[1]) + (114 * pixels[blue]) + 500) / 1000);
            pixels[..3].Fill(luma);
        }
    }
}
