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
                    (pixels[left + channel], pixels[right + channel]) = (pixels[right + channel], pixels[left + channel]);
                }
            }
        }
    }

    /// <summary>Moves the picture to the right and down; the edge it leaves is repeated.</summary>
    public static void Shift(PixelContract contract, Span<byte> pixels, Span<byte> scratch, int right, int down)
    {
        var (channels, stride) = (contract.ChannelCount, contract.Width * contract.ChannelCount);
        pixels.CopyTo(scratch);
        for (var row = 0; row < contract.Height; row++)
        {
            var from = scratch.Slice(Math.Clamp(row - down, 0, contract.Height - 1) * stride, stride);
            var to = pixels.Slice(row * stride, stride);
            for (var column = 0; column < contract.Width; column++)
            {
                var source = Math.Clamp(column - right, 0, contract.Width - 1) * channels;
                for (var channel = 0; channel < channels; channel++)
                {
                    to[(column * channels) + channel] = from[source + channel];
                }
            }
        }
    }

    /// <summary>Puts the luma in the place of each colour, <c>(299 R + 587 G + 114 B) / 1000</c> rounded half up.</summary>
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
