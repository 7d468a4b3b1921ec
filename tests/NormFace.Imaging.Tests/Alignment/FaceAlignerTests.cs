using NormFace.Pictures;
using Xunit;

namespace NormFace.Alignment;

public class FaceAlignerTests
{
    private static readonly FivePoints Template = ((FivePointTemplate)AlignmentTemplate.FivePoint96x112).Points;

    [Fact]
    public void A_picture_in_the_template_stays_as_it_is()
    {
        var picture = EncodedPictures.Smooth(96, 112, 1);

        var aligned = new FaceAligner(AlignmentTemplate.FivePoint96x112).Align(picture, Template);

        Assert.All(picture.Rgb.Zip(aligned.Rgb), pair => Assert.InRange(pair.Second - pair.First, -1, 1)); // the fit is exact but for rounding
    }

    [Fact]
    public void For_half_the_size_each_pixel_is_the_mean_of_the_four_it_covers_and_rounded_once()
    {
        var picture = EncodedPictures.Squares(96, 112, 2);
        var contract = new PixelContract(48, 56, ChannelOrder.Bgr, 127.5, 1 / 128.0, "five-point-96x112", new PictureCrop(112, 112, 0, 0, 96, 112));
        var pixels = new byte[contract.ByteCount];

        new FaceAligner(AlignmentTemplate.FivePoint96x112).Prepare(picture, Template, contract, pixels);

        for (var index = 0; index < pixels.Length; index++)
        {
            var (row, column, channel) = (index / 3 / 48, index / 3 % 48, 2 - (index % 3));
            double At(int down, int right) => picture.Rgb[(3 * ((((2 * row) + down) * 96) + (2 * column) + right)) + channel];
            var mean = (At(0, 0) + At(0, 1) + At(1, 0) + At(1, 1)) / 4;
            Assert.InRange(pixels[index], mean - 0.6, mean + 0.6);
        }
    }

    [Fact]
    public void A_contract_that_reads_a_part_of_the_template_gets_that_part()
    {
        var picture = EncodedPictures.Smooth(200, 180, 3);
        var face = new FivePoints(new(70, 60), new(110, 62), new(90, 85), new(75, 105), new(106, 106));
        var contract = new PixelContract(128, 128, ChannelOrder.Grey, 0, 1 / 255.0, "eyes-mouth-144x144", new PictureCrop(144, 144, 8, 8, 128, 128));
        var aligner = FaceAligner.For(contract);
        var pixels = new byte[contract.ByteCount];

        aligner.Prepare(picture, face, contract, pixels);

        var whole = aligner.Align(picture, face);
        for (var index = 0; index < pixels.Length; index++)
        {
            var pixel = whole.Rgb.AsSpan(3 * (((8 + (index / 128)) * 144) + 8 + (index % 128)), 3);
            Assert.InRange(pixels[index], (0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]) - 1.01, (0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]) + 1.01);
        }
    }

    [Fact]
    public void A_contract_of_another_template_or_other_proportions_is_refused()
    {
        var aligner = new FaceAligner(AlignmentTemplate.FivePoint96x112);
        var contract = new PixelContract(48, 56, ChannelOrder.Rgb, 127.5, 1 / 128.0, "five-point-96x112", PictureCrop.Whole(96, 112));
        string Refusal(PixelContract wrong) =>
            Assert.Throws<ArgumentException>(() => aligner.Prepare(EncodedPictures.Smooth(96, 112, 1), Template, wrong, new byte[wrong.ByteCount])).Message;

        Assert.Contains("template must be", Refusal(contract with { Template = "five-point-112x112" }), StringComparison.Ordinal);
        Assert.Contains("proportions", Refusal(contract with { Height = 48 }), StringComparison.Ordinal);
        Assert.Contains("crop", Refusal(contract with { Crop = new PictureCrop(112, 112, 0, 0, 90, 105) }), StringComparison.Ordinal);
        Assert.Contains("five-point-96x112", Assert.Throws<ArgumentException>(() => FaceAligner.For(contract with { Template = "none" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contract_that_does_not_fit_its_template_is_refused_before_any_picture()
    {
        var contract = new PixelContract(96, 112, ChannelOrder.Rgb, 127.5, 1 / 128.0, "five-point-112x112", PictureCrop.Whole(96, 112));

        Assert.Contains("crop", Assert.Throws<ArgumentException>(() => FaceAligner.For(contract)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_transforms_in_one_move_points_as_both_after_each_other()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 50; trial++)
        {
            SimilarityTransform Draw(bool isMirrored) => new(random.NextDouble() - 0.5, random.NextDouble() - 0.5, 10 * random.NextDouble(), 10 * random.NextDouble(), isMirrored);
            var (first, second, point) = (Draw(trial % 2 == 0), Draw(trial % 3 == 0), new PixelPoint(10 * random.NextDouble(), 10 * random.NextDouble()));

            Assert.InRange(first.Then(second).Map(point).DistanceTo(second.Map(first.Map(point))), 0, 1e-12);
        }
    }

    [Fact]
    public void Several_samples_are_the_mean_of_as_many_places_in_each_pixel()
    {
        var picture = EncodedPictures.Squares(60, 60, 5);
        var transform = new SimilarityTransform(0.3, 0.1, 2, 1);

        var drawn = PictureWarp.Apply(picture, transform, 15, 14, samples: 3);

        var fine = new SimilarityTransform(3, 0, 1, 1); // pixel (i, j) covers (3i, 3j) to (3i + 2, 3j + 2) of a canvas three times as fine
        var threefold = PictureWarp.Apply(picture, transform.Then(fine), 45, 42);
        for (var index = 0; index < drawn.Rgb.Length; index++)
        {
            var (row, column, channel) = (index / 3 / 15, index / 3 % 15, index % 3);
            var mean = Enumerable.Range(0, 9).Average(step => (double)threefold.Rgb[(3 * ((((3 * row) + (step / 3)) * 45) + (3 * column) + (step % 3))) + channel]);
            Assert.InRange(drawn.Rgb[index], mean - 1.01, mean + 1.01);
        }
    }

    [Theory]
    [InlineData(2, 1), InlineData(0.9, 1), InlineData(0.5, 2), InlineData(0.1, 10), InlineData(0.001, PictureWarp.MostSamples)]
    public void A_picture_that_is_made_smaller_is_read_at_as_many_places_as_pixels_fall_into_one(double scale, int samples) =>
        Assert.Equal(samples, PictureWarp.SamplesFor(new SimilarityTransform(scale, 0, 0, 0)));
}
