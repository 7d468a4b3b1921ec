using NormFace.Pictures;

namespace NormFace.Preparation;

/// <summary>Takes fine detail away, as a small or far picture that was enlarged has none.</summary>
internal static class PixelSoftening
{
    /// <summary>Replaces every pixel by a weighted mean of it and its eight neighbours, edges repeated.</summary>
    /// <param name="contract">The contract the picture was prepared for.</param>
    /// <param name="pixels">The picture.</param>
    /// <param name="scratch">Room for as many bytes, overwritten.</param>
    /// <param name="strength">0 leaves the picture, 1 weighs 1 : 2 : 1 along both axes; in [0, 1].</param>
    public static void Apply(PixelContract contract, Span<byte> pixels, Span<byte> scratch, double strength)
    {
        const int One = 256; // weights in whole numbers: the same on every machine
        var side = (int)((strength * One / 4) + 0.5);
        var middle = One - (2 * side);
        var (width, height, channels) = (contract.Width, contract.Height, contract.ChannelCount);
        var stride = width * channels;
        pixels.CopyTo(scratch);
        for (var y = 0; y < height; y++)
        {
            var row = y * stride;
            for (var x = 0; x < stride; x++)
            {
                var (left, right) = (x >= channels ? x - channels : x, x + channels < stride ? x + channels : x);
                pixels[row + x] = Rounded(
                    (side * (scratch[row + left] + scratch[row + right])) + (middle * scratch[row + x]));
            }
        }

        pixels.CopyTo(scratch);
        for (var y = 0; y < height; y++)
        {
            var (row, above, below) = (y * stride, Math.Max(y - 1, 0) * stride, Math.Min(y + 1, height - 1) * stride);
            for (var x = 0; x < stride; x++)
            {
                pixels[row + x] = Rounded(
                    (side * (scratch[above + x] + scratch[below + x])) + (middle * scratch[row + x]));
            }
        }

        static byte Rounded(int sum) => (byte)((sum + (One / 2)) / One);
    }
}
