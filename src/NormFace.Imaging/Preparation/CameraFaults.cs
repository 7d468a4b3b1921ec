using NormFace.Pictures;
using NormFace.Sampling;

namespace NormFace.Preparation;

/// <summary>Spoils a picture as a poor camera or a far face does: coarse, blurred, noisy, dark or tinted.</summary>
/// <remarks>All of it in whole numbers, so that it is the same on every machine.</remarks>
internal static class CameraFaults
{
    private const int Kinds = 5;
    private const int One = 256; // shares are of this

    /// <summary>Spoils a picture in one way, and one in three in a second way.</summary>
    /// <param name="contract">The contract the picture was prepared for.</param>
    /// <param name="pixels">The picture.</param>
    /// <param name="scratch">Room for as many bytes, overwritten.</param>
    /// <param name="draws">Chooses ways and strengths, and draws the noise.</param>
    public static void Apply(PixelContract contract, Span<byte> pixels, Span<byte> scratch, ref SeededDraw draws)
    {
        var times = draws.NextIndex(3) == 0 ? 2 : 1;
        for (var time = 0; time < times; time++)
        {
            var (kind, strength) = (draws.NextIndex(Kinds), draws.NextUnit());
            switch (kind)
            {
                case 0:
                    Coarsen(contract, pixels, scratch, 2 + (int)(3 * strength));
                    break;
                case 1:
                    Blur(contract, pixels, scratch, 2 + (int)(8 * strength));
                    break;
                case 2:
                    AddNoise(pixels, 4 + (18 * strength), ref draws);
                    break;
                case 3:
                    Darken(pixels, (int)(0.7 * strength * One));
                    break;
                default:
                    Tint(contract, pixels, (int)(0.3 * One * ((2 * strength) - 1)));
                    break;
            }
        }
    }

    /// <summary>Takes the mean of squares of pixels, and interpolates between their centres.</summary>
    internal static void Coarsen(PixelContract contract, Span<byte> pixels, Span<byte> scratch, int side)
    {
        var (width, height, channels) = (contract.Width, contract.Height, contract.ChannelCount);
        var (columns, rows) = ((width + side - 1) / side, (height + side - 1) / side);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                for (var channel = 0; channel < channels; channel++)
                {
                    var (sum, count) = (0, 0);
                    for (var y = row * side; y < Math.Min(height, (row + 1) * side); y++)
                    {
                        for (var x = column * side; x < Math.Min(width, (column + 1) * side); x++)
                        {
                            sum += pixels[(((y * width) + x) * channels) + channel];
                            count++;
                        }
                    }

                    scratch[(((row * columns) + column) * channels) + channel] = (byte)((sum + (count / 2)) / count);
                }
            }
        }

        var unit = 2 * side; // the centre of a pixel lies an odd number of half pixels from the edge
        for (var y = 0; y < height; y++)
        {
            var (above, below, down) = Between((2 * y) + 1 - side, unit, rows);
            for (var x = 0; x < width; x++)
            {
                var (left, right, across) = Between((2 * x) + 1 - side, unit, columns);
                for (var channel = 0; channel < channels; channel++)
                {
                    var upper = ((unit - across) * scratch[(((above * columns) + left) * channels) + channel])
                        + (across * scratch[(((above * columns) + right) * channels) + channel]);
                    var lower = ((unit - across) * scratch[(((below * columns) + left) * channels) + channel])
                        + (across * scratch[(((below * columns) + right) * channels) + channel]);
                    pixels[(((y * width) + x) * channels) + channel] = (byte)(
                        (((unit - down) * upper) + (down * lower) + (unit * unit / 2)) / (unit * unit));
                }
            }
        }
    }

    /// <summary>Softens several times; ten times are about a Gaussian of 2.2 pixels.</summary>
    internal static void Blur(PixelContract contract, Span<byte> pixels, Span<byte> scratch, int times)
    {
        for (var time = 0; time < times; time++)
        {
            PixelSoftening.Apply(contract, pixels, scratch, strength: 1);
        }
    }

    /// <summary>Adds noise that is nearly Gaussian, the sum of four even draws, to every value on its own.</summary>
    internal static void AddNoise(Span<byte> pixels, double deviation, ref SeededDraw draws)
    {
        const double ofSum = 147.8; // deviation of the sum of four bytes
        const int mean = 510;
        var factor = (int)((deviation / ofSum * One) + 0.5);
        var bits = 0UL;
        for (var index = 0; index < pixels.Length; index++)
        {
            bits = index % 2 == 0 ? draws.NextBits() : bits >> 32;
            var sum = (int)((bits & 255) + ((bits >> 8) & 255) + ((bits >> 16) & 255) + ((bits >> 24) & 255));
            pixels[index] = Byte(pixels[index] + ((((sum - mean) * factor) + (One / 2)) >> 8));
        }
    }

    private static void Darken(Span<byte> pixels, int share)
    {
        foreach (ref var value in pixels)
        {
            value = Byte(((value * (One - share)) + (One / 2)) >> 8);
        }
    }

    // Towards red or towards blue.
    private static void Tint(PixelContract contract, Span<byte> pixels, int share)
    {
        if (contract.ChannelCount == 1)
        {
            return;
        }

        var (first, last) = contract.Channels == ChannelOrder.Bgr ? (-share, share) : (share, -share);
        for (var place = 0; place < pixels.Length; place += 3)
        {
            pixels[place] = Byte(((pixels[place] * (One + first)) + (One / 2)) >> 8);
            pixels[place + 2] = Byte(((pixels[place + 2] * (One + last)) + (One / 2)) >> 8);
        }
    }

    private static (int Before, int After, int Share) Between(int place, int unit, int count)
    {
        var before = (int)Math.Floor((double)place / unit);
        return (Math.Clamp(before, 0, count - 1), Math.Clamp(before + 1, 0, count - 1), place - (before * unit));
    }

    private static byte Byte(int value) => (byte)Math.Clamp(value, 0, 255);
}
