using NormFace.Decoding;
using NormFace.Pictures;
using NormFace.Preparation;

namespace NormFace.Inspection;

/// <summary>A hash of 64 bits that stays nearly the same when a picture is re-encoded, resized or relit.</summary>
/// <remarks>
/// The picture is brought to 32 by 32 grey pixels; of its cosine transform the frequencies 1 to 8 in both directions
/// are taken, without the mean; a bit says whether one is at or above the upper median of the 64. After Zauner 2010,
/// "Implementation and benchmarking of perceptual image hash functions".
/// </remarks>
internal static class PerceptualHash
{
    private const int Side = 32;
    private const int Frequencies = 8;

    private static readonly double[,] Cosines = Table();

    public static ulong Of(Picture picture)
    {
        var whole = PictureCrop.Whole(picture.Width, picture.Height);
        var grey = new byte[Side * Side];
        AreaResize.Crop(picture, whole, new PixelContract(Side, Side, ChannelOrder.Grey, 0, 1, "none", whole), grey);

        Span<double> waves = stackalloc double[Frequencies * Frequencies];
        Transform(grey, waves);
        Span<double> sorted = stackalloc double[waves.Length];
        waves.CopyTo(sorted);
        sorted.Sort();

        var hash = 0UL;
        foreach (var wave in waves)
        {
            hash = (hash << 1) | (wave >= sorted[waves.Length / 2] ? 1UL : 0);
        }

        return hash;
    }

    private static void Transform(ReadOnlySpan<byte> grey, Span<double> waves)
    {
        Span<double> rows = stackalloc double[Side * Frequencies];
        for (var y = 0; y < Side; y++)
        {
            for (var u = 0; u < Frequencies; u++)
            {
                var sum = 0.0;
                for (var x = 0; x < Side; x++)
                {
                    sum += grey[(y * Side) + x] * Cosines[u, x];
                }

                rows[(y * Frequencies) + u] = sum;
            }
        }

        for (var v = 0; v < Frequencies; v++)
        {
            for (var u = 0; u < Frequencies; u++)
            {
                var sum = 0.0;
                for (var y = 0; y < Side; y++)
                {
                    sum += rows[(y * Frequencies) + u] * Cosines[v, y];
                }

                waves[(v * Frequencies) + u] = sum;
            }
        }
    }

    private static double[,] Table()
    {
        var table = new double[Frequencies, Side];
        for (var frequency = 0; frequency < Frequencies; frequency++)
        {
            for (var place = 0; place < Side; place++)
            {
                table[frequency, place] = Math.Cos(Math.PI * (frequency + 1) * (place + 0.5) / Side);
            }
        }

        return table;
    }
}
