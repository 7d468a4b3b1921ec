using NormFace.Pictures;
using Xunit;

namespace NormFace.Preparation;

public class AugmentationTests
{
    private static readonly PixelContract Contract = new(5, 3, ChannelOrder.Rgb, 0, 1, "none", PictureCrop.Whole(5, 3));

    [Theory]
    [InlineData(ChannelOrder.Rgb, 5), InlineData(ChannelOrder.Grey, 4), InlineData(ChannelOrder.Bgr, 1)]
    public void Mirroring_swaps_columns_and_twice_is_nothing(ChannelOrder order, int width)
    {
        var contract = Contract with { Width = width, Channels = order };
        var original = Numbers(contract.ByteCount);
        var pixels = original.ToArray();

        PixelMoves.Mirror(contract, pixels);

        for (var index = 0; index < pixels.Length; index++)
        {
            var channels = contract.ChannelCount;
            var (row, column, channel) = (index / channels / width, index / channels % width, index % channels);
            Assert.Equal(original[(((row * width) + width - 1 - column) * channels) + channel], pixels[index]);
        }

        PixelMoves.Mirror(contract, pixels);
        Assert.Equal(original, pixels);
    }

    [Theory]
    [InlineData(1, 0, new byte[] { 1, 1, 2, 4, 4, 5, 7, 7, 8 }), InlineData(-1, 0, new byte[] { 2, 3, 3, 5, 6, 6, 8, 9, 9 })]
    [InlineData(0, 2, new byte[] { 1, 2, 3, 1, 2, 3, 1, 2, 3 }), InlineData(-9, -1, new byte[] { 6, 6, 6, 9, 9, 9, 9, 9, 9 })]
    public void A_shift_repeats_the_edge(int right, int down, byte[] expected)
    {
        var contract = new PixelContract(3, 3, ChannelOrder.Grey, 0, 1, "none", PictureCrop.Whole(3, 3));
        byte[] pixels = [1, 2, 3, 4, 5, 6, 7, 8, 9];

        PixelMoves.Shift(contract, pixels, new byte[9], right, down);

        Assert.Equal(expected, pixels);
    }

    [Fact]
    public void Light_is_shifted_and_stretched_about_middle_grey()
    {
        byte[] pixels = [0, 100, 127, 128, 200, 255];

        new PhotometricJitter(Brightness: 0.1, Contrast: 0.5).Relight(pixels, shift: 1, stretch: -0.4);

        // 127.5 + 0.8 (v - 127.5) + 25.5, rounded half up
        Assert.Equal<byte>([51, 131, 153, 153, 211, 255], pixels);
    }

    [Fact]
    public void Colour_is_taken_away_by_luma()
    {
        byte[] rgb = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255];
        byte[] bgr = [0, 0, 255];

        PixelMoves.RemoveColour(ChannelOrder.Rgb, rgb);
        PixelMoves.RemoveColour(ChannelOrder.Bgr, bgr);

        Assert.Equal<byte>([76, 76, 76, 150, 150, 150, 29, 29, 29, 255, 255, 255], rgb); // 76.245, 149.685, 29.07
        Assert.Equal<byte>([76, 76, 76], bgr);
    }

    [Fact]
    public void Nothing_changes_unless_told() => Assert.Equal(Numbers(Contract.ByteCount), Apply(Augmentation.None, 1, 2, 3));

    [Fact]
    public void A_change_depends_on_seed_epoch_and_index_alone()
    {
        var all = new Augmentation { Mirror = true, CropJitter = 2, Photometric = new PhotometricJitter(0.05, 0.1, 0.5) };
        var expected = Enumerable.Range(0, 200).Select(index => Apply(all, 1, index / 50, index)).ToArray();
        var again = new byte[200][];

        Parallel.For(0, 200, index => again[index] = Apply(all, 1, index / 50, index));

        Assert.Equal(expected, again);
        Assert.InRange(expected.DistinctBy(Convert.ToHexString).Count(), 180, 200);
        Assert.NotEqual(expected, Enumerable.Range(0, 200).Select(index => Apply(all, 2, index / 50, index)));
    }

    [Fact]
    public void Half_are_mirrored_and_every_shift_is_as_frequent()
    {
        const int trials = 20_000;
        var mirrored = 0;
        var shifts = new int[5];
        for (var index = 0; index < trials; index++)
        {
            mirrored += Apply(new Augmentation { Mirror = true }, 7, 0, index)[0] != 0 ? 1 : 0;
            // five columns numbered 0, 3, ..: shifted by s, the middle one holds column 2 - s
            shifts[2 - (Apply(new Augmentation { CropJitter = 2 }, 7, 0, index)[6] % 15 / 3) + 2]++;
        }

        Assert.InRange(mirrored, (trials / 2) - 300, (trials / 2) + 300); // four standard deviations
        Assert.All(shifts, count => Assert.InRange(count, (trials / 5) - 240, (trials / 5) + 240));
    }

    [Fact]
    public void Turning_one_change_on_leaves_the_others_as_they_were()
    {
        for (var index = 0; index < 50; index++)
        {
            var mirrored = Apply(new Augmentation { Mirror = true }, 1, 1, index);
            var both = Apply(new Augmentation { Mirror = true, Photometric = new PhotometricJitter(0, 0, 0) }, 1, 1, index);
            Assert.Equal(mirrored, both);
        }
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Augmentation { CropJitter = -1 }.Checked());
        Assert.Throws<ArgumentException>(() => new Augmentation { Photometric = new PhotometricJitter(double.NaN) }.Checked());
        Assert.Throws<ArgumentException>(() => Augmentation.None.Apply(Contract, new byte[44], new byte[45], 0, 0, 0));
        Assert.Throws<ArgumentException>(() => Augmentation.None.Apply(Contract, new byte[45], new byte[44], 0, 0, 0));
    }

    private static byte[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(value => (byte)value)];

    private static byte[] Apply(Augmentation augmentation, long seed, long epoch, long index)
    {
        var pixels = Numbers(Contract.ByteCount);
        augmentation.Apply(Contract, pixels, new byte[pixels.Length], seed, epoch, index);
        return pixels;
    }
}
