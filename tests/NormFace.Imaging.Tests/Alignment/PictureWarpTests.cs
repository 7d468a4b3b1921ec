using NormFace.Decoding;
using Xunit;

namespace NormFace.Alignment;

public class PictureWarpTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(112, 112)]
    public void The_identity_changes_no_byte(int width, int height)
    {
        var picture = Noise(width, height, 1);

        Assert.Equal(picture.Rgb, PictureWarp.Apply(picture, SimilarityTransform.Identity, width, height).Rgb);
    }

    [Fact]
    public void Whole_steps_move_bytes_and_a_mirror_swaps_them()
    {
        var picture = Noise(6, 4, 2);

        var moved = PictureWarp.Apply(picture, new SimilarityTransform(1, 0, 2, 1), 6, 4);
        var mirrored = PictureWarp.Apply(picture, new SimilarityTransform(-1, 0, 5, 0, IsMirrored: true), 6, 4);

        for (var row = 0; row < 4; row++)
        {
            for (var column = 0; column < 6; column++)
            {
                Assert.Equal(
                    column < 2 || row < 1 ? [0, 0, 0] : Pixel(picture, column - 2, row - 1), Pixel(moved, column, row));
                Assert.Equal(Pixel(picture, 5 - column, row), Pixel(mirrored, column, row));
            }
        }
    }

    [Fact]
    public void Any_transform_gives_the_weighted_mean_of_the_four_pixels_around()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 60; trial++)
        {
            var picture = Noise(random.Next(1, 40), random.Next(1, 40), trial);
            var transform = new SimilarityTransform(
                (2 * random.NextDouble()) - 1,
                (2 * random.NextDouble()) - 1,
                (40 * random.NextDouble()) - 10,
                (40 * random.NextDouble()) - 10,
                trial % 3 == 0);

            var drawn = PictureWarp.Apply(picture, transform, 31, 29);

            for (var index = 0; index < drawn.Rgb.Length; index++)
            {
                var (column, row, channel) = (index / 3 % 31, index / 3 / 31, index % 3);
                var exact = Literal(picture, transform.Inverse().Map(new PixelPoint(column, row)), channel);
                // Float32 may round a tie the other way.
                Assert.InRange(drawn.Rgb[index], exact - 0.5 - 1e-3, exact + 0.5 + 1e-3);
            }
        }
    }

    [Fact]
    public void A_transform_that_is_none_is_refused()
    {
        var picture = Noise(3, 3, 1);

        Assert.Throws<InvalidOperationException>(
            () => PictureWarp.Apply(picture, new SimilarityTransform(0, 0, 1, 1), 3, 3));
        Assert.Throws<ArgumentException>(
            () => PictureWarp.Apply(picture, new SimilarityTransform(double.NaN, 0, 1, 1), 3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => PictureWarp.Apply(picture, SimilarityTransform.Identity, 0, 3));
        Assert.Contains(
            "at most",
            Assert.Throws<ArgumentException>(
                () => PictureWarp.Apply(picture, SimilarityTransform.Identity, 50_000, 50_000)).Message,
            StringComparison.Ordinal);
    }

    private static double Literal(Picture picture, PixelPoint at, int channel)
    {
        var sum = 0.0;
        for (var row = 0; row < picture.Height; row++)
        {
            for (var column = 0; column < picture.Width; column++)
            {
                var weight = Math.Max(0, 1 - Math.Abs(at.X - column)) * Math.Max(0, 1 - Math.Abs(at.Y - row));
                sum += weight > 0 ? weight * Pixel(picture, column, row)[channel] : 0;
            }
        }

        return sum;
    }

    private static byte[] Pixel(Picture picture, int column, int row) =>
        picture.Rgb[(3 * ((row * picture.Width) + column))..][..3].ToArray();

    private static Picture Noise(int width, int height, int seed)
    {
        var bytes = new byte[3 * width * height];
        new Random(seed).NextBytes(bytes);
        return new Picture(width, height, bytes);
    }

    [Fact]
    public void Two_transforms_in_one_move_points_as_both_after_each_other()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 50; trial++)
        {
            SimilarityTransform Draw(bool isMirrored) => new(
                random.NextDouble() - 0.5,
                random.NextDouble() - 0.5,
                10 * random.NextDouble(),
                10 * random.NextDouble(),
                isMirrored);
            var (first, second, point) = (
                Draw(trial % 2 == 0),
                Draw(trial % 3 == 0),
                new PixelPoint(10 * random.NextDouble(), 10 * random.NextDouble()));

            Assert.InRange(first.Then(second).Map(point).DistanceTo(second.Map(first.Map(point))), 0, 1e-12);
        }
    }

    [Fact]
    public void Several_samples_are_the_mean_of_as_many_places_in_each_pixel()
    {
        var picture = EncodedPictures.Squares(60, 60, 5);
        var transform = new SimilarityTransform(0.3, 0.1, 2, 1);

        var drawn = PictureWarp.Apply(picture, transform, 15, 14, samples: 3);

        // Pixel (i, j) covers (3i, 3j) to (3i + 2, 3j + 2) of a canvas three times as fine.
        var fine = new SimilarityTransform(3, 0, 1, 1);
        var threefold = PictureWarp.Apply(picture, transform.Then(fine), 45, 42);
        for (var index = 0; index < drawn.Rgb.Length; index++)
        {
            var (row, column, channel) = (index / 3 / 15, index / 3 % 15, index % 3);
            var mean = Enumerable.Range(0, 9).Average(step => (double)threefold.Rgb[
                (3 * ((((3 * row) + (step / 3)) * 45) + (3 * column) + (step % 3))) + channel]);
            Assert.InRange(drawn.Rgb[index], mean - 1.01, mean + 1.01);
        }
    }

    [Theory]
    [InlineData(2, 1), InlineData(0.9, 1), InlineData(0.5, 2), InlineData(0.1, 10)]
    [InlineData(0.001, PictureWarp.MaxSamples)]
    public void A_picture_that_is_made_smaller_is_read_at_as_many_places_as_pixels_fall_into_one(
        double scale, int samples) =>
        Assert.Equal(samples, PictureWarp.SamplesFor(new SimilarityTransform(scale, 0, 0, 0)));
}
