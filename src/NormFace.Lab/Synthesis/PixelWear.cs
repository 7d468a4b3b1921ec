using NormFace.Datasets;
using NormFace.Decoding;

namespace NormFace.Synthesis;

/// <summary>What light and camera do to finished pixels: gradient, cast, contrast, blur, noise, compression.</summary>
internal static class PixelWear
{
    public static byte[] Apply(byte[] rgb, int width, int height, SyntheticCondition what)
    {
        var values = new float[rgb.Length];
        Light(rgb, values, width, height, what);
        Blur(values, width, height, what.BlurDeviation * width / 48f);
        Noise(values, what);
        for (var index = 0; index < values.Length; index++)
        {
            rgb[index] = (byte)Math.Clamp(values[index] + 0.5f, 0, 255);
        }

        return what.JpegQuality > 0 ? Compress(rgb, width, height, what.JpegQuality) : rgb;
    }

    private static void Light(byte[] rgb, float[] values, int width, int height, SyntheticCondition what)
    {
        Span<float> cast = [what.Cast.Red, what.Cast.Green, what.Cast.Blue];
        var (across, down) = (
            MathF.Cos(what.LightAngle) * what.LightStrength, MathF.Sin(what.LightAngle) * what.LightStrength);
        for (int y = 0, index = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var side = (across * ((2f * x / (width - 1)) - 1)) + (down * ((2f * y / (height - 1)) - 1));
                var factor = what.Brightness * (1 + (0.75f * side));
                for (var channel = 0; channel < 3; channel++, index++)
                {
                    values[index] = 128 + (what.Contrast * ((rgb[index] * factor * cast[channel]) - 128));
                }
            }
        }
    }

    private static void Blur(float[] values, int width, int height, float deviation)
    {
        if (deviation <= 0)
        {
            return;
        }

        var reach = (int)MathF.Ceiling(3 * deviation);
        var kernel = new float[(2 * reach) + 1];
        for (var offset = -reach; offset <= reach; offset++)
        {
            kernel[offset + reach] = MathF.Exp(-offset * offset / (2 * deviation * deviation));
        }

        var sum = kernel.Sum();
        var passed = new float[values.Length];
        Pass(values, passed, width, height, kernel, sum, isAcross: true);
        Pass(passed, values, width, height, kernel, sum, isAcross: false);
    }

    private static void Pass(float[] from, float[] to, int width, int height, float[] kernel, float sum, bool isAcross)
    {
        var reach = kernel.Length / 2;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    var total = 0f;
                    for (var offset = -reach; offset <= reach; offset++)
                    {
                        var column = isAcross ? Math.Clamp(x + offset, 0, width - 1) : x;
                        var row = isAcross ? y : Math.Clamp(y + offset, 0, height - 1);
                        total += kernel[offset + reach] * from[(((row * width) + column) * 3) + channel];
                    }

                    to[(((y * width) + x) * 3) + channel] = total / sum;
                }
            }
        }
    }

    private static void Noise(float[] values, SyntheticCondition what)
    {
        var draws = new Draws(what.TextureSeed, 3);
        for (var index = 0; index < values.Length; index++)
        {
            values[index] += draws.Grain(what.NoiseDeviation);
        }
    }

    private static byte[] Compress(byte[] rgb, int width, int height, int quality)
    {
        var file = new Picture(width, height, rgb).ToJpeg(quality);
        return Picture.Decode(new StoredPicture(file), "compressed").Rgb.ToArray();
    }
}
