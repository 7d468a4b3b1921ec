using NormFace.Pictures;
using Xunit;

namespace NormFace.Alignment;

public class AlignedPictureTests
{
    private static readonly Landmarks Places = AlignmentTemplate.FivePoint96x112.Landmarks!;

    private static readonly PixelContract Contract = new(
        48, 56, ChannelOrder.Rgb, 127.5, 1 / 128.0, "five-point-96x112", PictureCrop.Whole(96, 112));

    [Fact]
    public void A_picture_in_the_template_is_taken_as_it_is()
    {
        var picture = EncodedPictures.Smooth(96, 112, 1);
        var (near, far) =
            (Places.Mapped(new SimilarityTransform(1, 0, 2, 2)), Places.Mapped(new SimilarityTransform(1, 0, 3, 3)));

        Assert.Same(picture, AlignmentTemplate.FivePoint96x112.Align(picture, Places));
        Assert.Same(picture, AlignmentTemplate.FivePoint96x112.Align(picture, near));
        Assert.NotSame(picture, AlignmentTemplate.FivePoint96x112.Align(picture, far));
    }

    [Fact]
    public void A_larger_picture_is_drawn_where_the_points_say()
    {
        var picture = EncodedPictures.Smooth(200, 180, 3);
        var face = Places.Mapped(new SimilarityTransform(1, 0, 50, 40)); // whole pixels, so that nothing is mixed

        var aligned = AlignmentTemplate.FivePoint96x112.Align(picture, face);

        Assert.Equal((96, 112), (aligned.Width, aligned.Height));
        for (var index = 0; index < aligned.Rgb.Length; index++)
        {
            var (row, column, channel) = (index / 3 / 96, index / 3 % 96, index % 3);
            // Exact but for rounding.
            Assert.InRange(aligned.Rgb[index] - picture.Rgb[(3 * (((40 + row) * 200) + 50 + column)) + channel], -1, 1);
        }
    }

    [Fact]
    public void Points_that_lie_a_pixel_off_are_a_pixel_from_their_places()
    {
        var face = Places with { Nose = new(Places.Nose.X, Places.Nose.Y + 10) };

        Assert.Equal(0, AlignmentTemplate.FivePoint96x112.Residual(Places), 1e-3);
        // The fit takes a part of it.
        Assert.InRange(AlignmentTemplate.FivePoint96x112.Residual(face), 2, 10 / Math.Sqrt(5));
        Assert.Equal(0, AlignmentTemplate.EyeMouth144x144.Residual(face));
    }

    [Fact]
    public void A_contract_of_no_template_or_of_other_proportions_is_refused_before_any_picture()
    {
        string Refusal(PixelContract wrong) =>
            Assert.Throws<ArgumentException>(() => AlignmentTemplate.For(wrong)).Message;

        Assert.Contains("crop", Refusal(Contract with { Template = "five-point-112x112" }), StringComparison.Ordinal);
        Assert.Contains("proportions", Refusal(Contract with { Height = 48 }), StringComparison.Ordinal);
        Assert.Contains(
            "crop",
            Refusal(Contract with { Crop = new PictureCrop(112, 112, 0, 0, 90, 105) }),
            StringComparison.Ordinal);
        Assert.Contains("five-point-96x112", Refusal(Contract with { Template = "none" }), StringComparison.Ordinal);
        Assert.Same(
            AlignmentTemplate.FivePoint96x112,
            AlignmentTemplate.For(Contract with { Crop = new PictureCrop(112, 112, 8, 0, 96, 112) }));
    }
}
