using NormFace.Networks;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Backbones;

/// <summary>Every network of the catalogue for small pictures, so that tests take seconds. InsightFace's differ in
/// depth only: one stands for all.</summary>
internal static class SmallBackbones
{
    public static TheoryData<string> Names =>
        [.. NetworkCatalogue.Default.All.Select(entry => entry.Name).Except(["iresnet34", "iresnet50", "iresnet100"])];

    public static Backbone Create(string name, long seed = 0) =>
        PlannedBackbone.Create(name, Options(name) with { Seed = seed });

    public static NetworkOptions Options(string name) => NetworkCatalogue.Default.Find(name).Defaults switch
    {
        WenResNetOptions wen => wen with { InputWidth = 46, InputHeight = 50, FeatureSize = 6 },
        DigitOptions digits => digits with { FeatureSize = 3 },
        LinearOptions linear => linear with { InputSize = 10, FeatureSize = 6 },
        MultilayerPerceptronOptions mlp =>
            mlp with { InputSize = 10, Hidden = [8, 8], FeatureSize = 6, Residual = true },
        MobileNetOptions mobile => mobile with { InputWidth = 32, InputHeight = 64, Width = 0.25, BatchNorm = true },
        DlibResNetOptions dlib => dlib with { InputWidth = 103, InputHeight = 110, FeatureSize = 6 },
        var others => (PictureOptions)others with { InputWidth = 24, InputHeight = 28, FeatureSize = 6 },
    };

    public static Tensor Pictures(Backbone network, int count = 3, long seed = 1)
    {
        using var generator = new Generator((ulong)seed, CPU);
        return randn([count, .. Sides(network)], generator: generator);
    }

    /// <summary>Axes of what a network takes, without the batch.</summary>
    public static long[] Sides(Backbone network) => network.Input.IsMap
        ? [network.Channels, network.Height, network.Width]
        : [network.Channels];

    public static bool SameBits(Tensor left, Tensor right) =>
        left.shape.SequenceEqual(right.shape) && left.eq(right).all().item<bool>();
}
