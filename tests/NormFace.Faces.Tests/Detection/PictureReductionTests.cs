using Xunit;

namespace NormFace.Detection;

public class PictureReductionTests
{
    [Theory]
    [InlineData(20, 16, 4), InlineData(21, 17, 4), InlineData(5, 3, 3), InlineData(7, 7, 9)]
    public void Division_by_a_whole_number_averages_squares_and_at_the_edges_what_there_is(
        int width, int height, int factor)
    {
        var picture = Noise.Picture(width, height, seed: 2);

        var divided = PictureReduction.By(picture, factor);

        Assert.Equal(((width + factor - 1) / factor, (height + factor - 1) / factor), (divided.Width, divided.Height));
        for (var index = 0; index < divided.Rgb.Length; index++)
        {
            var (row, column) = (index / 3 / divided.Width, index / 3 % divided.Width);
            var values = from y in Enumerable.Range(row * factor, factor)
                         from x in Enumerable.Range(column * factor, factor)
                         where y < height && x < width
                         select (double)picture.Rgb[(3 * ((y * width) + x)) + (index % 3)];
            Assert.InRange(divided.Rgb[index], values.Average() - 0.5001, values.Average() + 0.5001);
        }
    }
}
