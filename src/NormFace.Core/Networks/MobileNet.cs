using System.ComponentModel.DataAnnotations;
using NormFace.Layers;
using NormFace.Pictures;

namespace NormFace.Networks;

/// <summary>Settings of <c>mobilenet</c>: pictures of 160x160; the feature is the mean of the last map.</summary>
public sealed record MobileNetOptions : NetworkOptions
{
    /// <summary>Columns of the pictures.</summary>
    [Range(1, 4096)]
    public int InputWidth { get; init; } = 160;

    /// <summary>Rows of the pictures.</summary>
    [Range(1, 4096)]
    public int InputHeight { get; init; } = 160;

    /// <summary>Factor on the number of channels of every layer, which is then rounded to a multiple of 8. The feature
    /// has 1,024 times as many values.</summary>
    [Range(0.25, 4.0)]
    public double Width { get; init; } = 1;

    /// <summary>Whether convolutions are followed by batch normalisation: <c>true</c> for training from random weights,
    /// <c>false</c> for published weights, in which it is folded into the convolutions.</summary>
    public bool BatchNorm { get; init; }
}

/// <summary>MobileNet: depthwise and pointwise convolutions in turn, and the mean of the last map.</summary>
/// <remarks>
/// Five halvings: 160 x 160 → 5 x 5. Zeros are laid at the edges as TensorFlow does it, and layers have Keras's names.
/// Source: Howard et al., "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications",
/// arXiv:1704.04861, table 1. Weights trained for faces: Savchenko, "Efficient facial representations for age, gender
/// and identity recognition in organizing photo albums using multi-output CNN", arXiv:1807.07718; it reads BGR.
/// </remarks>
internal sealed class MobileNet() : NetworkDefinition<MobileNetOptions>(
    "mobilenet", "MobileNet 1; imports weights in TensorFlow.js form")
{
    // Order of channels: blue, green, red.
    private static readonly ChannelMeans Means = new(103.939, 116.779, 123.68);

    private static readonly (int Channels, int Stride)[] Pairs =
    [
        (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1),
        (1024, 2), (1024, 1),
    ];

    protected override NetworkPlan Plan(MobileNetOptions options)
    {
        var value = PlanValue.Pictures(FaceContract.Square(
            "head-160x160", 160, options.InputWidth, options.InputHeight, ChannelOrder.Bgr, Means, factor: 1));
        value = Unit(value, "conv1", new(Scaled(32, options), 3) { Stride = 2 }, options);
        for (var pair = 1; pair <= Pairs.Length; pair++)
        {
            var (channels, stride) = Pairs[pair - 1];
            var each = new Convolution(value.Shape.Channels, 3) { Stride = stride, Groups = value.Shape.Channels };
            value = Unit(value, $"conv_dw_{pair}", each, options);
            value = Unit(value, $"conv_pw_{pair}", new(Scaled(channels, options), 1), options);
        }

        return new NetworkPlan(value.Then(new MapMean()));
    }

    private static PlanValue Unit(PlanValue value, string name, Convolution layer, MobileNetOptions options)
    {
        if (layer.KernelHeight == 3)
        {
            layer = Padded(layer, value.Shape);
        }

        var convolved = options.BatchNorm
            ? value.Then(name, layer).Then($"{name}_bn", new BatchNormalization())
            : value.Then(name, layer with { Bias = 0 });
        return convolved.Then(new Relu { Limit = 6 });
    }

    // "Same": as many windows as steps fit. An even side leaves one row of zeros for a step of 2: it comes last.
    private static Convolution Padded(Convolution layer, ValueShape map)
    {
        if (layer.Stride == 1 || (map.Height % 2 == 1 && map.Width % 2 == 1))
        {
            return layer with { Padding = 1 };
        }

        return map.Height % 2 == map.Width % 2
            ? layer with { ExtraPadding = 1 }
            : throw new ArgumentException(
                $"width and height must be both even or both odd wherever the map is halved, but one map is {map}. "
                + "Multiples of 32 always fit");
    }

    private static int Scaled(int channels, MobileNetOptions options) =>
        ScaledChannels.Of(channels, options.Width, multiple: 8);
}
