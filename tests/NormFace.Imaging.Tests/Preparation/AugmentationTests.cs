using NormFace.Pictures;
using NormFace.Settings;
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
    [InlineData(1, 0, new byte[] { 1, 1, 2, 4, 4, 5, 7, 7, 8 })]
    [InlineData(-1, 0, new byte[] { 2, 3, 3, 5, 6, 6, 8, 9, 9 })]
    [InlineData(0, 2, new byte[] { 1, 2, 3, 1, 2, 3, 1, 2, 3 })]
    [InlineData(-9, -1, new byte[] { 6, 6, 6, 9, 9, 9, 9, 9, 9 })]
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

        PixelLight.Apply(pixels, shift: 0.1, stretch: -0.2);

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
    public void Nothing_changes_unless_told() =>
        Assert.Equal(Numbers(Contract.ByteCount), Apply(Augmentation.None, 1, 2, 3));

    [Fact]
    public void A_change_depends_on_seed_epoch_and_index_alone()
    {
        var all = new Augmentation
        {
            CropJitter = 2,
            ChangesLight = true,
            Brightness = 0.05,
            Contrast = 0.1,
            GreyShare = 0.5,
        };
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
            mirrored += Apply(new Augmentation(), 7, 0, index)[0] != 0 ? 1 : 0;
            // five columns numbered 0, 3, ..: shifted by s, the middle one holds column 2 - s
            shifts[2 - (Apply(new Augmentation { Mirror = false, CropJitter = 2 }, 7, 0, index)[6] % 15 / 3) + 2]++;
        }

        Assert.InRange(mirrored, (trials / 2) - 300, (trials / 2) + 300); // four standard deviations
        Assert.All(shifts, count => Assert.InRange(count, (trials / 5) - 240, (trials / 5) + 240));
    }

    [Fact]
    public void Turning_one_change_on_leaves_the_others_as_they_were()
    {
        for (var index = 0; index < 50; index++)
        {
            var mirrored = new Augmentation();
            var all =
                mirrored with { ChangesLight = true, Brightness = 0, Contrast = 0, Turn = 1e-9, SoftShare = 1e-12 };
            Assert.Equal(Apply(mirrored, 1, 1, index), Apply(all, 1, 1, index));
        }
    }

    [Theory]
    [InlineData(0, 1), InlineData(7, 1), InlineData(-12, 0.9), InlineData(3, 1.1)]
    public void Turned_pixels_are_those_found_by_sine_and_cosine(double degrees, double zoom)
    {
        var contract = new PixelContract(24, 28, ChannelOrder.Grey, 0, 1, "none", PictureCrop.Whole(24, 28));
        byte[] original =
        [
            .. Enumerable.Range(0, 24 * 28)
                .Select(index => (byte)(128 + (60 * Math.Sin(index % 24 / 3.0)) + (60 * Math.Cos(index / 24 / 4.0)))),
        ];
        var pixels = original.ToArray();

        PixelTurn.Apply(contract, pixels, new byte[pixels.Length], degrees, zoom);

        var (sine, cosine) = (Math.Sin(degrees * Math.PI / 180) / zoom, Math.Cos(degrees * Math.PI / 180) / zoom);
        for (var index = 0; index < pixels.Length; index++)
        {
            var (x, y) = ((index % 24) - 11.5, (index / 24) - 13.5);
            Assert.Equal(
                Bilinear(11.5 + (cosine * x) - (sine * y), 13.5 + (sine * x) + (cosine * y)), pixels[index], 1.0);
        }

        double Bilinear(double atX, double atY)
        {
            var sum = 0.0;
            for (var place = 0; place < original.Length; place++)
            {
                var (dx, dy) =
                    (Math.Abs((place % 24) - Math.Clamp(atX, 0, 23)), Math.Abs((place / 24) - Math.Clamp(atY, 0, 27)));
                sum += Math.Max(0, 1 - dx) * Math.Max(0, 1 - dy) * original[place];
            }

            return sum;
        }
    }

    [Fact]
    public void A_positive_angle_turns_to_the_left()
    {
        var contract = new PixelContract(11, 11, ChannelOrder.Grey, 0, 1, "none", PictureCrop.Whole(11, 11));
        var pixels = new byte[121];
        pixels[(5 * 11) + 9] = 255; // to the right of the middle

        PixelTurn.Apply(contract, pixels, new byte[121], degrees: 20, zoom: 1);

        var brightest = Array.IndexOf(pixels, pixels.Max());
        Assert.True(brightest / 11 < 5, $"row {brightest / 11}"); // up
    }

    [Theory]
    [InlineData(0, new byte[] { 0, 0, 0, 0, 160, 0, 0, 0, 0 })]
    [InlineData(1, new byte[] { 10, 20, 10, 20, 40, 20, 10, 20, 10 })]
    [InlineData(0.5, new byte[] { 3, 15, 3, 15, 90, 15, 3, 15, 3 })] // 1 : 6 : 1, rounded half up after each axis
    public void Softening_spreads_a_pixel_over_its_neighbours(double strength, byte[] expected)
    {
        var contract = new PixelContract(3, 3, ChannelOrder.Grey, 0, 1, "none", PictureCrop.Whole(3, 3));
        byte[] pixels = [0, 0, 0, 0, 160, 0, 0, 0, 0];

        PixelSoftening.Apply(contract, pixels, new byte[9], strength);

        Assert.Equal(expected, pixels);
    }

    [Fact]
    public void Softening_leaves_an_even_picture_as_it_is()
    {
        byte[] even = [.. Enumerable.Repeat<byte[]>([10, 200, 255], 15).SelectMany(pixel => pixel)];
        var pixels = even.ToArray();

        PixelSoftening.Apply(Contract, pixels, new byte[45], 0.7);

        Assert.Equal(even, pixels);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Augmentation[] wrong =
        [
            new() { Turn = 31 }, new() { Zoom = double.NaN }, new() { SoftShare = 1.1 }, new() { CropJitter = -1 },
            new() { Brightness = double.NaN },
        ];
        Assert.All(wrong, augmentation =>
            Assert.Throws<ArgumentOutOfRangeException>(() => OptionsSection.Check(augmentation)));
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
