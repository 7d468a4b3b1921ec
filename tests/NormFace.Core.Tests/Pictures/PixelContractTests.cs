using Xunit;

namespace NormFace.Pictures;

public class PixelContractTests
{
    private static readonly PixelContract Wen = new(96, 112, ChannelOrder.Bgr, 127.5, 1 / 128.0, "five-point", PictureCrop.Whole(96, 112));

    [Theory]
    [InlineData(0, -0.99609375f), InlineData(127, -0.00390625f), InlineData(255, 0.99609375f)]
    public void A_byte_enters_the_network_as_its_distance_from_the_mean(byte value, float expected) => Assert.Equal(expected, Wen.Convert(value));

    [Theory]
    [InlineData(127.5, 1 / 127.5, 0, -1f), InlineData(127.5, 1 / 127.5, 255, 1f), InlineData(0, 1 / 255.0, 255, 1f), InlineData(0, 1 / 255.0, 51, 0.2f)]
    public void The_number_is_rounded_once(double mean, double factor, byte value, float expected) =>
        Assert.Equal(expected, (Wen with { Mean = mean, Factor = factor }).Convert(value));
}
