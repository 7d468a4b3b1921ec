using NormFace.Decoding;

namespace NormFace.Detection;

/// <summary>Makes large pictures smaller before a detector looks at them.</summary>
internal static class PictureReduction
{
    /// <summary>Makes a picture smaller by a whole number, square by square. Columns and rows that fill no square are
    /// averaged over what they have.</summary>
    public static Picture By(Picture picture, int by)
    {
        var (width, height) = ((picture.Width + by - 1) / by, (picture.Height + by - 1) / by);
        var (rgb, sums) = (new byte[3 * width * height], new uint[3 * width]);
        for (var row = 0; row < height; row++)
        {
            var (top, bottom) = (row * by, Math.Min((row + 1) * by, picture.Height));
            Array.Clear(sums);
            for (var y = top; y < bottom; y++)
            {
                Accumulate(picture.Rgb.Slice(3 * y * picture.Width, 3 * picture.Width), by, sums);
            }

            for (var index = 0; index < sums.Length; index++)
            {
                var columns = Math.Min(by, picture.Width - (index / 3 * by));
                var area = (uint)(columns * (bottom - top));
                rgb[(3 * row * width) + index] = (byte)((sums[index] + (area / 2)) / area);
            }
        }

        return new Picture(width, height, rgb);
    }

    private static void Accumulate(ReadOnlySpan<byte> row, int by, Span<uint> sums)
    {
        for (var to = 0; to < sums.Length; to += 3)
        {
            var (red, green, blue) = (0u, 0u, 0u);
            var cell = row[..Math.Min(3 * by, row.Length)];
            for (var from = 0; from + 2 < cell.Length; from += 3)
            {
                red += cell[from];
                green += cell[from + 1];
                blue += cell[from + 2];
            }

            sums[to] += red;
            sums[to + 1] += green;
            sums[to + 2] += blue;
            row = row[cell.Length..];
        }
    }
}
