using NormFace.Alignment;
using NormFace.Decoding;
using Xunit;

namespace NormFace.Preparation;

public class RegionPlanesTests
{
    [Theory]
    [InlineData(0, 0, 20, 16, 5, 4), InlineData(3.3, 1.7, 10.1, 8.9, 4, 3), InlineData(-5, -4, 15, 12, 6, 5)]
    [InlineData(15, 10, 12, 12, 7, 7)]
    [InlineData(2.25, 2.5, 1.5, 1.5, 6, 6), InlineData(40, 40, 5, 5, 2, 2), InlineData(0, 0, 20, 16, 20, 16)]
    [InlineData(0, 0, 32, 24, 32, 24)]
    public void Each_number_is_the_mean_over_what_it_covers_black_beyond_the_edge(
        double left, double top, double width, double height, int columns, int rows)
    {
        var picture = EncodedPictures.Smooth(20, 16, 1);
        var planes = new float[3 * columns * rows];

        RegionPlanes.Fill(picture, new FaceBox(left, top, width, height), columns, rows, 100, 0.5f, planes);

        for (var index = 0; index < planes.Length; index++)
        {
            var (channel, row, column) = (index / (columns * rows), index / columns % rows, index % columns);
            var mean = Covered(
                picture,
                channel,
                left + (column * width / columns),
                top + (row * height / rows),
                width / columns,
                height / rows);
            Assert.Equal((mean - 100) * 0.5, planes[index], 1e-3);
        }
    }

    // The integral over a rectangle, pixel by pixel.
    private static double Covered(Picture picture, int channel, double left, double top, double width, double height)
    {
        var sum = 0.0;
        for (var index = 0; index < picture.Width * picture.Height; index++)
        {
            var (x, y) = (index % picture.Width, index / picture.Width);
            var across = Math.Max(0, Math.Min(left + width, x + 1) - Math.Max(left, x));
            var down = Math.Max(0, Math.Min(top + height, y + 1) - Math.Max(top, y));
            sum += across * down * picture.Rgb[(3 * index) + channel];
        }

        return sum / (width * height);
    }
}
