using NormFace.Decoding;
using Xunit;

namespace NormFace.Recognition;

public class FaceSharpnessTests
{
    [Fact]
    public void Contrast_and_brightness_do_not_count()
    {
        var picture = Noise.Picture(40, 40, 1);
        Picture Changed(Func<byte, int> change) =>
            new(40, 40, [.. picture.Rgb.ToArray().Select(value => (byte)change(value))]);

        var darker = FaceSharpness.Of(Changed(value => value / 4 * 2))
            / FaceSharpness.Of(Changed(value => value / 4 * 4));

        Assert.Equal(1, darker, 1e-9);
        Assert.Equal(
            FaceSharpness.Of(Changed(value => value / 2)), FaceSharpness.Of(Changed(value => (value / 2) + 100)), 1e-9);
    }

    [Fact]
    public void A_ramp_has_no_edges_and_one_colour_has_no_sharpness()
    {
        var ramp = new Picture(
            40,
            40,
            [.. Enumerable.Range(0, 40 * 40).SelectMany(index => Enumerable.Repeat((byte)(4 * (index % 40)), 3))]);

        Assert.Equal(0, FaceSharpness.Of(ramp), 1e-12);
        Assert.Equal(0, FaceSharpness.Of(new Picture(40, 40, new byte[4800])));
        Assert.Throws<ArgumentException>(() => FaceSharpness.Of(new Picture(7, 40, new byte[840])));
    }

    [Fact]
    // Variance of 4a − b − c − d − e is 20 of that of a.
    public void Independent_pixels_have_the_sharpness_of_their_Laplacian() =>
        Assert.Equal(20, FaceSharpness.Of(Noise.Picture(400, 400, 2)), 0.5);
}
