using NormFace.Pictures;
using NormFace.Preparation;
using Xunit;

namespace NormFace.Extraction;

public class DegradedNetworkTests
{
    private static readonly PixelContract Contract =
        new(8, 8, ChannelOrder.Rgb, 127.5, 1 / 128.0, "none", PictureCrop.Whole(8, 8));

    [Fact]
    public void The_network_sees_grey_pictures_as_their_luma()
    {
        var seen = Seen(Degradation.Grey);

        Assert.Equal((byte)Math.Round((0.299 * 200) + (0.587 * 100) + (0.114 * 60)), seen[0]);
        Assert.Equal((seen[0], seen[0]), (seen[1], seen[2]));
    }

    [Fact]
    public void A_warm_picture_has_more_red_and_less_blue_and_a_cold_one_the_reverse()
    {
        Assert.Equal([230, 100, 45], Seen(Degradation.Warm)[..3].Select(value => (int)value));
        Assert.Equal([150, 100, 69], Seen(Degradation.Cold)[..3].Select(value => (int)value));
    }

    [Theory]
    [InlineData(Degradation.Small)]
    [InlineData(Degradation.Blur)]
    public void An_even_picture_stays_even_when_it_is_reduced_or_blurred(Degradation kind) =>
        Assert.Single(Seen(kind).Chunk(3).Select(pixel => (pixel[0], pixel[1], pixel[2])).Distinct());

    [Fact]
    public void The_same_picture_gets_the_same_noise_and_the_callers_pixels_stay()
    {
        Assert.Equal(Seen(Degradation.Noise), Seen(Degradation.Noise));
        Assert.NotEqual(Pixels(), Seen(Degradation.Noise));
    }

    private static byte[] Pixels() =>
        [.. Enumerable.Repeat(new byte[] { 200, 100, 60 }, 64).SelectMany(pixel => pixel)];

    private static byte[] Seen(Degradation kind)
    {
        var (network, pixels) = (new Recorder(), Pixels());
        _ = new DegradedNetwork(network, kind).Features(pixels);
        Assert.Equal(Pixels(), pixels);
        return network.Seen;
    }

    private sealed class Recorder : IEmbeddingNetwork
    {
        public byte[] Seen { get; private set; } = [];

        public PixelContract Contract => DegradedNetworkTests.Contract;

        public int FeatureSize => 2;

        public float[] Features(ReadOnlySpan<byte> pixels)
        {
            Seen = pixels.ToArray();
            return [1, 0];
        }
    }
}
