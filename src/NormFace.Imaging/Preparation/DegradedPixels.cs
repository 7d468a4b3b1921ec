using NormFace.Pictures;

namespace NormFace.Preparation;

/// <summary>Spoils prepared pictures.</summary>
internal static class DegradedPixels
{
    private const int SmallWidth = 28;
    private const int BlurPasses = 3;
    private const double Deviation = 14;

    /// <summary>Spoils one picture in place.</summary>
    /// <param name="contract">Its size and channels.</param>
    /// <param name="pixels">The picture, row by row, channels side by side. Shape <c>[H, W, C]</c>.</param>
    /// <param name="kind">How.</param>
    public static void Apply(PixelContract contract, Span<byte> pixels, Degradation kind)
    {
        switch (kind)
        {
            case Degradation.Grey:
                TakeColour(contract, pixels);
                break;
            case Degradation.Small:
                TakeColour(contract, pixels);
                Shrink(contract, pixels, Math.Max(2, (int)Math.Round((double)contract.Width / SmallWidth)));
                break;
            case Degradation.Blur:
                for (var pass = 0; pass < BlurPasses; pass++)
                {
                    Blur(contract, pixels, Math.Max(1, contract.Width / 64));
                }

                break;
            case Degradation.Dark:
                Map(pixels, value => 128 + (0.6 * ((255 * Math.Pow(value / 255, 1.8)) - 128)));
                break;
            case Degradation.Bright:
                Map(pixels, value => 255 * Math.Pow(value / 255, 0.6));
                break;
            case Degradation.Noise:
                AddNoise(pixels);
                break;
            case Degradation.Warm:
                Tint(contract, pixels, 1.15, 0.75);
                break;
            case Degradation.Cold:
                Tint(contract, pixels, 0.75, 1.15);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "kind must be a known degradation.");
        }
    }

    private static void Map(Span<byte> pixels, Func<double, double> change)
    {
        for (var index = 0; index < pixels.Length; index++)
        {
            pixels[index] = Byte(change(pixels[index]));
        }
    }

    private static void TakeColour(PixelContract contract, Span<byte> pixels)
    {
        if (contract.ChannelCount == 1)
        {
            return;
        }

        var (red, blue) = Places(contract);
        for (var place = 0; place < pixels.Length; place += 3)
        {
            var luma = Byte((0.299 * pixels[place + red]) + (0.587 * pixels[place + 1])
                + (0.114 * pixels[place + blue]));
            pixels.Slice(place, 3).Fill(luma);
        }
    }

    private static void Tint(PixelContract contract, Span<byte> pixels, double ofRed, double ofBlue)
    {
        if (contract.ChannelCount == 1)
        {
            return;
        }

        var (red, blue) = Places(contract);
        for (var place = 0; place < pixels.Length; place += 3)
        {
            pixels[place + red] = Byte(pixels[place + red] * ofRed);
            pixels[place + blue] = Byte(pixels[place + blue] * ofBlue);
        }
    }

    private static void Shrink(PixelContract contract, Span<byte> pixels, int factor)
    {
        var (width, channels) = (contract.Width, contract.ChannelCount);
        for (var top = 0; top < contract.Height; top += factor)
        {
            for (var left = 0; left < width; left += factor)
            {
                var (bottom, right) = (Math.Min(top + factor, contract.Height), Math.Min(left + factor, width));
                for (var channel = 0; channel < channels; channel++)
                {
                    var sum = 0;
                    for (var row = top; row < bottom; row++)
                    {
                        for (var column = left; column < right; column++)
                        {
                            sum += pixels[(((row * width) + column) * channels) + channel];
                        }
                    }

                    var mean = Byte((double)sum / ((bottom - top) * (right - left)));
                    for (var row = top; row < bottom; row++)
                    {
                        for (var column = left; column < right; column++)
                        {
                            pixels[(((row * width) + column) * channels) + channel] = mean;
                        }
                    }
                }
            }
        }
    }

    private static void Blur(PixelContract contract, Span<byte> pixels, int radius)
    {
        var (width, height, channels) = (contract.Width, contract.Height, contract.ChannelCount);
        var before = pixels.ToArray();
        for (var place = 0; place < pixels.Length; place++)
        {
            var (row, column, channel) =
                (place / (width * channels), place / channels % width, place % channels);
            var (sum, count) = (0, 0);
            for (var y = Math.Max(0, row - radius); y <= Math.Min(height - 1, row + radius); y++)
            {
                for (var x = Math.Max(0, column - radius); x <= Math.Min(width - 1, column + radius); x++)
                {
                    (sum, count) = (sum + before[(((y * width) + x) * channels) + channel], count + 1);
                }
            }

            pixels[place] = Byte((double)sum / count);
        }
    }

    // The same picture gets the same noise, and no two pictures share theirs.
    private static void AddNoise(Span<byte> pixels)
    {
        var seed = 2166136261;
        foreach (var value in pixels)
        {
            seed = unchecked((seed ^ value) * 16777619);
        }

        var random = new Random(unchecked((int)seed));
        for (var index = 0; index < pixels.Length; index++)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
            pixels[index] = Byte(pixels[index] + (Deviation * normal));
        }
    }

    private static (int Red, int Blue) Places(PixelContract contract) =>
        contract.Channels == ChannelOrder.Bgr ? (2, 0) : (0, 2);

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
