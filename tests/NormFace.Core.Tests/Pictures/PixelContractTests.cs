using Xunit;

namespace NormFace.Pictures;

public class PixelContractTests
{
    private static readonly PixelContract Wen = new(
        96, 112, ChannelOrder.Bgr, 127.5, 1 / 128.0, "five-point", PictureCrop.Whole(96, 112));

    [Theory]
    [InlineData(0, -0.99609375f), InlineData(127, -0.00390625f), InlineData(255, 0.99609375f)]
    public void A_byte_enters_the_network_as_its_distance_from_the_mean(byte value, float expected) =>
        Assert.Equal(expected, Wen.Numbers()[value]);

    // By C: float difference = value - mean, number = difference * factor; the last bit differs from rounding once in
    // three of these.
    [Theory]
    [InlineData(127.5, 1 / 127.5, 0, 0xBF800000)]
    [InlineData(127.5, 1 / 127.5, 3, 0xBF79F9FB)]
    [InlineData(127.5, 1 / 127.5, 254, 0x3F7DFDFF)]
    [InlineData(0, 1 / 255.0, 3, 0x3C40C0C2)]
    [InlineData(0, 1 / 255.0, 77, 0x3E9A9A9B)]
    [InlineData(0, 1 / 255.0, 255, 0x3F800000)]
    public void It_is_computed_in_single_precision_as_in_other_programs(
        double mean, double factor, byte value, uint expected) =>
        Assert.Equal(
            expected, BitConverter.SingleToUInt32Bits((Wen with { Mean = mean, Factor = factor }).Numbers()[value]));

    [Theory]
    [InlineData(ChannelOrder.Rgb, false)]
    [InlineData(ChannelOrder.Bgr, true)]
    [InlineData(ChannelOrder.Grey, false)]
    [InlineData(ChannelOrder.Grey, true)]
    public void Each_byte_comes_to_its_place(ChannelOrder order, bool isChannelsLast)
    {
        var contract = Wen with { Width = 5, Height = 3, Channels = order, Mean = 100, Factor = 0.01 };
        var (channels, pixels) = (contract.ChannelCount, new byte[2 * contract.ByteCount]);
        new Random(1).NextBytes(pixels);
        var numbers = new float[pixels.Length];

        contract.Convert(pixels, numbers, isChannelsLast);

        foreach (var (index, value) in pixels.Index())
        {
            var (picture, place) = (index / contract.ByteCount, index % contract.ByteCount);
            var planar = (picture * contract.ByteCount) + (place % channels * 15) + (place / channels);
            Assert.Equal((value - 100f) * 0.01f, numbers[isChannelsLast ? index : planar]);
        }
    }

    [Fact]
    public void Bytes_that_are_not_whole_pictures_are_refused_and_so_is_room_for_another_number()
    {
        var contract = Wen with { Width = 2, Height = 2 };

        Assert.Contains(
            "whole pictures of 12 bytes",
            Assert.Throws<ArgumentException>(() => contract.Convert(new byte[13], new float[13])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "holds 0 bytes",
            Assert.Throws<ArgumentException>(() => contract.CountOf([])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "room for 24",
            Assert.Throws<ArgumentException>(() => contract.Convert(new byte[24], new float[12])).Message,
            StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Each_channel_has_its_own_mean(bool isChannelsLast)
    {
        var contract = Wen with
        {
            Width = 2,
            Height = 1,
            Channels = ChannelOrder.Bgr,
            Mean = new ChannelMeans(1, 10, 100),
            Factor = 2,
        };
        var numbers = new float[6];

        contract.Convert([101, 102, 103, 104, 105, 106], numbers, isChannelsLast);

        float[] places = isChannelsLast ? [200, 184, 6, 206, 190, 12] : [200, 206, 184, 190, 6, 12];
        Assert.Equal(places, numbers);
    }

    [Fact]
    public void Grey_pictures_have_one_mean()
    {
        var contract = Wen with { Channels = ChannelOrder.Grey, Mean = new ChannelMeans(1, 2, 3) };

        Assert.Contains(
            "[1, 2, 3]", Assert.Throws<ArgumentException>(contract.Checked).Message, StringComparison.Ordinal);
        Assert.Equal(127.5, contract with { Mean = 127.5 } is { Mean.First: var mean } ? mean : 0);
    }
}
