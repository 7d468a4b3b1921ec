using System.Runtime.Intrinsics;
using NormFace.Decoding;
using NormFace.Pictures;

namespace NormFace.Alignment;

/// <summary>
/// Brings a part of a picture to another size by area, as the planes of numbers that a detector reads: the weighted
/// mean of what each pixel covers, black beyond the edge.
/// </summary>
/// <remarks>Edges of the part may lie between pixels. A part that is made larger shows its pixels as blocks. Sums are
/// in float32.</remarks>
public static class RegionPlanes
{
    /// <summary>Fills planes of red, green and blue with <c>(v − mean) · factor</c>.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="region">The part; sides above 0.</param>
    /// <param name="width">Columns of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="mean">Subtracted from each value.</param>
    /// <param name="factor">Multiplies the difference.</param>
    /// <param name="planes">Receives <c>[3, height, width]</c>.</param>
    /// <exception cref="ArgumentException">A side is not above 0, or there is not room for exactly the
    /// planes.</exception>
    public static void Fill(
        Picture picture, FaceBox region, int width, int height, double mean, double factor, Span<float> planes)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (!(region.Width > 0 && region.Height > 0) || planes.Length != 3L * width * height)
        {
            throw new ArgumentException(
                $"region must have sides above 0 and planes hold 3 x {height} x {width} numbers, but the region is "
                + $"{region} and planes hold {planes.Length}.");
        }

        if (region == new FaceBox(0, 0, width, height))
        {
            Split(picture, width, height, planes);
            PixelContract.Scale(planes, mean, factor);
            return;
        }

        var columns = AxisShares.Of(region.Left, region.Width, width, picture.Width);
        var rows = AxisShares.Of(region.Top, region.Height, height, picture.Height);
        var (sums, reduced, reducedRow) = (new Vector128<float>[width], new Vector128<float>[width], -1);
        var area = width * height;
        for (var row = 0; row < height; row++)
        {
            Array.Clear(sums);
            for (var index = 0; index < rows.Counts[row]; index++)
            {
                var from = rows.Firsts[row] + index;
                if (from != reducedRow)
                {
                    Reduce(picture, from, columns, reduced);
                    reducedRow = from; // neighbours share it
                }

                var weight = rows.Weights[rows.Starts[row] + index];
                for (var column = 0; column < width; column++)
                {
                    sums[column] += reduced[column] * weight;
                }
            }

            for (var column = 0; column < width; column++)
            {
                var at = (row * width) + column;
                var pixel = sums[column];
                (planes[at], planes[area + at], planes[(2 * area) + at]) = (pixel[0], pixel[1], pixel[2]);
            }
        }

        PixelContract.Scale(planes, mean, factor);
    }

    // The picture as large as it is: no pixel has more than one to read.
    private static void Split(Picture picture, int width, int height, Span<float> planes)
    {
        planes.Clear();
        var (seen, area) = (Math.Min(width, picture.Width), width * height);
        for (var row = 0; row < Math.Min(height, picture.Height); row++)
        {
            var colours = picture.Rgb.Slice(3 * row * picture.Width, 3 * seen);
            var red = planes.Slice(row * width, seen);
            var green = planes.Slice(area + (row * width), seen);
            var blue = planes.Slice((2 * area) + (row * width), seen);
            for (int column = 0, from = 0; column < seen; column++, from += 3)
            {
                (red[column], green[column], blue[column]) = (colours[from], colours[from + 1], colours[from + 2]);
            }
        }
    }

    private static void Reduce(Picture picture, int row, AxisShares columns, Span<Vector128<float>> reduced)
    {
        for (var column = 0; column < reduced.Length; column++)
        {
            var (sum, first, start) = (Vector128<float>.Zero, columns.Firsts[column], columns.Starts[column]);
            var from = 3 * ((row * picture.Width) + first);
            for (var index = 0; index < columns.Counts[column]; index++, from += 3)
            {
                sum += PixelColours.At(picture.Rgb, from) * columns.Weights[start + index];
            }

            reduced[column] = sum;
        }
    }
}
