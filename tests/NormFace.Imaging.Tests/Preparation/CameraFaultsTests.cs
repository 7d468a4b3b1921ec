using NormFace.Pictures;
using NormFace.Sampling;
using Xunit;

namespace NormFace.Preparation;

public class CameraFaultsTests
{
    private static PixelContract Grey(int width, int height) =>
        new(width, height, ChannelOrder.Grey, 0, 1, "none", PictureCrop.Whole(width, height));

    [Fact]
    public void A_coarse_picture_runs_straight_between_the_means_of_its_squares()
    {
        byte[] pixels = [0, 20, 100, 140, 200, 240, 0, 20, 100, 140, 200, 240];

        CameraFaults.Coarsen(Grey(6, 2), pixels, new byte[12], side: 2);

        // Means 10, 120, 220 at columns 0.5, 2.5, 4.5; beyond the outer ones they are repeated.
        byte[] row = [10, 38, 93, 145, 195, 220]; // 37.5, 92.5, 145, 195, rounded half up
        Assert.Equal<byte>([.. row, .. row], pixels);
    }

    [Fact]
    public void Squares_that_reach_over_the_edge_are_means_of_what_there_is()
    {
        byte[] pixels = [10, 30, 80];

        CameraFaults.Coarsen(Grey(3, 1), pixels, new byte[3], side: 2);

        // Means 20 at 0.5 and 80 at 2.5.
        Assert.Equal<byte>([20, 35, 65], pixels);
    }

    [Fact]
    public void Blurring_n_times_spreads_a_point_by_a_variance_of_n_halves()
    {
        const int width = 31, middle = 15, times = 6;
        var pixels = Enumerable.Repeat((byte)0, width * width).ToArray();
        for (var row = 0; row < width; row++)
        {
            pixels[(row * width) + middle] = 255; // a line: the spread across it is that of a point
        }

        CameraFaults.Blur(Grey(width, width), pixels, new byte[pixels.Length], times);

        var line = pixels.AsSpan(middle * width, width).ToArray();
        var variance = line.Select((value, place) => value * Math.Pow(place - middle, 2)).Sum()
            / line.Sum(value => (double)value);
        Assert.Equal(times / 2.0, variance, 0.15); // values are rounded to bytes
    }

    [Theory]
    [InlineData(4)]
    [InlineData(22)]
    public void Noise_has_the_deviation_that_is_asked_for_and_no_mean(double deviation)
    {
        var pixels = Enumerable.Repeat((byte)128, 40000).ToArray();
        var draws = new SeededDraw(5);

        CameraFaults.AddNoise(pixels, deviation, ref draws);

        var changes = pixels.Select(value => value - 128.0).ToArray();
        Assert.Equal(0, changes.Average(), 5 * deviation / Math.Sqrt(changes.Length) + 0.01);
        Assert.Equal(deviation, Math.Sqrt(changes.Average(change => change * change)), 0.05 * deviation);
        Assert.Equal(
            0, changes.Zip(changes.Skip(1), (one, next) => one * next).Average(), 0.03 * deviation * deviation);
    }

    [Fact]
    public void Spoiling_leaves_the_other_changes_as_they_were_and_depends_on_seed_epoch_and_picture_alone()
    {
        var contract = new PixelContract(24, 28, ChannelOrder.Rgb, 0, 1, "none", PictureCrop.Whole(24, 28));
        var original = new byte[contract.ByteCount];
        var draws = new SeededDraw(3);
        draws.Fill(original);
        var plain = new Augmentation { CropJitter = 2, ChangesLight = true };

        byte[] Changed(Augmentation augmentation, long epoch)
        {
            var pixels = original.ToArray();
            augmentation.Apply(contract, pixels, new byte[pixels.Length], seed: 1, epoch, index: 7);
            return pixels;
        }

        var epochs = Enumerable.Range(0, 200).ToArray();
        var half = plain with { SpoiltShare = 0.5 };
        Assert.All(epochs, epoch => Assert.Equal(Changed(half, epoch), Changed(half, epoch)));
        Assert.All(
            epochs, epoch => Assert.Equal(Changed(plain, epoch), Changed(plain with { SpoiltShare = 0 }, epoch)));
        Assert.InRange(epochs.Count(epoch => !Changed(half, epoch).SequenceEqual(Changed(plain, epoch))), 70, 130);
    }
}
