using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Pictures;
using Xunit;

namespace NormFace.Preparation;

public class PixelPreparationTests
{
    [Fact]
    public void Halving_a_picture_averages_four_pixels()
    {
        var contract = new PixelContract(1, 1, ChannelOrder.Rgb, 0, 1, "none", PictureCrop.Whole(2, 2));
        byte[] rgb = [0, 10, 20, 4, 10, 20, 8, 10, 20, 12, 10, 20];

        Assert.Equal<byte>([6, 10, 20], Prepare(new Picture(2, 2, rgb), contract));
    }

    [Fact]
    public void The_crop_of_144_pixels_takes_rows_9_to_136_counted_from_1()
    {
        var crop = new PictureCrop(144, 144, 8, 8, 128, 128);
        var contract = new PixelContract(128, 128, ChannelOrder.Grey, 0, 1 / 255.0, "five-point-144", crop);
        var rgb = new byte[144 * 144 * 3];
        for (var index = 0; index < rgb.Length; index++)
        {
            rgb[index] = (byte)((index / 3 / 144) + 1); // the number of the row, from 1
        }

        var prepared = Prepare(new Picture(144, 144, rgb), contract);

        Assert.Equal((9, 136), (prepared[0], prepared[^1]));
    }

    // Every way through the resizing, against areas summed square by square in exact fractions.
    [Theory]
    [InlineData(24, 28, 24, 28), InlineData(24, 28, 12, 14), InlineData(24, 28, 8, 7), InlineData(20, 30, 7, 11)]
    [InlineData(6, 5, 9, 10)]
    public void Resizing_by_area_agrees_with_the_literal_sum(int width, int height, int toWidth, int toHeight)
    {
        var rgb = new byte[3 * (width + 5) * (height + 3)];
        new Random(7).NextBytes(rgb);
        var picture = new Picture(width + 5, height + 3, rgb);
        var crop = new PictureCrop(picture.Width, picture.Height, 4, 2, width, height);
        foreach (var order in Enum.GetValues<ChannelOrder>())
        {
            var contract = new PixelContract(toWidth, toHeight, order, 0, 1, "none", crop);

            Assert.Equal(Literal(picture, crop, contract), Prepare(picture, contract));
        }
    }

    [Fact]
    public void A_picture_of_the_contract_itself_is_taken_whole_and_another_size_is_refused()
    {
        var contract = new PixelContract(
            8, 6, ChannelOrder.Rgb, 0, 1, "five-point", new PictureCrop(32, 32, 2, 2, 16, 12));
        var own = EncodedPictures.Smooth(8, 6, 1);

        Assert.Equal(own.Rgb, Prepare(own, contract));
        var error = Assert.Throws<PictureException>(() => Prepare(EncodedPictures.Smooth(31, 32, 1), contract));
        Assert.Contains("31x32", error.Reason, StringComparison.Ordinal);
    }

    // Where the left eye lies in one template, it must lie in the other: a bright spot tells.
    [Theory, InlineData(112, 112, 0), InlineData(48, 56, 0)]
    public void Pictures_aligned_to_another_template_are_moved_to_the_contracts(int width, int height, int left)
    {
        var half = width == 48 ? 0.5 : 1;
        var from = Alignment.AlignmentTemplate.FivePoint96x112.Landmarks!.LeftEye;
        var rgb = new byte[3 * width * height];
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var (x, y) = (((column - left + 0.5) / half) - 0.5 - from.X, ((row + 0.5) / half) - 0.5 - from.Y);
                rgb.AsSpan(3 * ((row * width) + column), 3).Fill((byte)(250 * Math.Exp(-((x * x) + (y * y)) / 40)));
            }
        }

        var contract = new PixelContract(
            150, 150, ChannelOrder.Rgb, 0, 1, "dlib-150x150", PictureCrop.Whole(150, 150));
        var prepared = new byte[contract.ByteCount];
        var crop = width == 48 ? null : new PictureCrop(112, 112, 0, 0, 96, 112);
        new PixelPreparation(contract, crop, "five-point-96x112")
            .Prepare(new Picture(width, height, rgb), "picture", prepared);

        double sum = 0, across = 0, down = 0;
        for (var place = 0; place < 150 * 150; place++)
        {
            double value = prepared[3 * place];
            (sum, across, down) = (sum + value, across + (value * (place % 150)), down + (value * (place / 150)));
        }

        // dlib's mean face and the paper's are not of one shape: the fit leaves some pixels.
        var eye = Alignment.AlignmentTemplate.Dlib150x150.Landmarks!.LeftEye;
        Assert.InRange(across / sum, eye.X - 4, eye.X + 4);
        Assert.InRange(down / sum, eye.Y - 4, eye.Y + 4);
    }

    [Fact]
    public void A_template_without_places_for_landmarks_cannot_be_moved_from()
    {
        var contract = new PixelContract(
            150, 150, ChannelOrder.Rgb, 0, 1, "dlib-150x150", PictureCrop.Whole(150, 150));

        Assert.Contains(
            "eyes-mouth-144x144",
            Assert.Throws<ArgumentException>(() => new PixelPreparation(contract, null, "eyes-mouth-144x144")).Message,
            StringComparison.Ordinal);
    }

    private static byte[] Prepare(Picture picture, PixelContract contract)
    {
        var prepared = new byte[contract.ByteCount];
        new PixelPreparation(contract)
            .Prepare(new StoredPicture(picture.Rgb.ToArray(), picture.Width, picture.Height, 3), "picture", prepared);
        return prepared;
    }

    // Cuts every source pixel into toWidth by toHeight squares, so that each target pixel is a whole number of squares.
    private static byte[] Literal(Picture picture, PictureCrop crop, PixelContract contract)
    {
        var result = new List<byte>();
        for (var y = 0; y < contract.Height; y++)
        {
            for (var x = 0; x < contract.Width; x++)
            {
                var sums = new long[3];
                for (var v = y * crop.Height; v < (y + 1) * crop.Height; v++)
                {
                    for (var u = x * crop.Width; u < (x + 1) * crop.Width; u++)
                    {
                        var at = (
                            ((crop.Top + (v / contract.Height)) * picture.Width) + crop.Left
                                + (u / contract.Width)) * 3;
                        sums[0] += picture.Rgb[at];
                        sums[1] += picture.Rgb[at + 1];
                        sums[2] += picture.Rgb[at + 2];
                    }
                }

                var squares = (long)crop.Width * crop.Height;
                byte[] channels = contract.Channels switch
                {
                    ChannelOrder.Grey => [Rounded((299 * sums[0]) + (587 * sums[1]) + (114 * sums[2]), 1000 * squares)],
                    ChannelOrder.Bgr =>
                        [Rounded(sums[2], squares), Rounded(sums[1], squares), Rounded(sums[0], squares)],
                    _ => [Rounded(sums[0], squares), Rounded(sums[1], squares), Rounded(sums[2], squares)],
                };
                result.AddRange(channels);
            }
        }

        return [.. result];
    }

    private static byte Rounded(long sum, long count) => (byte)(((2 * sum) + count) / (2 * count));
}
