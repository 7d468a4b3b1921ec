using System.ComponentModel.DataAnnotations;
using NormFace.Layers;
using NormFace.Pictures;

namespace NormFace.Networks;

/// <summary>Settings of <c>mobilefacenet</c>: 112 high, 96 wide, 128 features.</summary>
public sealed record MobileFaceNetOptions() : PictureOptions(inputWidth: 96, inputHeight: 112, featureSize: 128)
{
    /// <summary>Factor on the number of channels of every layer, which is then rounded to a multiple of 8.</summary>
    [Range(0.125, 8.0)]
    public double Width { get; init; } = 1;
}

/// <summary>MobileFaceNet: inverted residuals, and a learned weight for every place of the last map instead of its
/// mean.</summary>
/// <remarks>
/// 112 x 96 → 56 x 48 → 28 x 24 → 14 x 12 → 7 x 6; then 512 channels, <c>linear7</c> with a kernel as large as the map,
/// which alone depends on the picture size, and a 1 x 1 convolution as the feature. Names of layers are those of the
/// widespread PyTorch form. Sources: Chen et al., "MobileFaceNets", arXiv:1804.07573, table 1; Sandler et al.,
/// "MobileNetV2", arXiv:1801.04381, for the inverted residual.
/// </remarks>
internal sealed class MobileFaceNet()
    : NetworkDefinition<MobileFaceNetOptions>("mobilefacenet", "small and fast; imports published checkpoints")
{
    private static readonly (int Expansion, int Channels, int Repeats, int Stride)[] Stages =
        [(2, 64, 5, 2), (4, 128, 1, 2), (2, 128, 6, 1), (4, 128, 1, 2), (2, 128, 2, 1)];

    protected override NetworkPlan Plan(MobileFaceNetOptions options)
    {
        var value = PlanValue.Pictures(FaceContract.For(options, ChannelOrder.Rgb));
        int Scaled(int channels) => ScaledChannels.Of(channels, options.Width, multiple: 8);
        var (first, last) = (Scaled(64), Scaled(512));
        value = ConvolutionUnit.Of(value, "conv1", Convolved(first, 3) with { Stride = 2, Padding = 1 });
        value = ConvolutionUnit.Of(value, "dw_conv1", Convolved(first, 3) with { Padding = 1, Groups = first });
        var block = 0;
        foreach (var (expansion, channels, repeats, stride) in Stages)
        {
            for (var repeat = 0; repeat < repeats; repeat++, block++)
            {
                value = InvertedResidual(
                    value, $"blocks.{block}.conv", Scaled(channels), expansion, repeat == 0 ? stride : 1);
            }
        }

        value = ConvolutionUnit.Of(value, "conv2", Convolved(last, 1));
        var (height, width) = (value.Shape.Height, value.Shape.Width);
        var whole = Convolved(last, 1) with { KernelHeight = height, KernelWidth = width, Groups = last };
        value = ConvolutionUnit.Of(value, "linear7", whole, isLinear: true);
        value = ConvolutionUnit.Of(value, "linear1", Convolved(options.FeatureSize, 1), isLinear: true);
        return new NetworkPlan(value.Then(new Flatten()));
    }

    private static PlanValue InvertedResidual(PlanValue value, string name, int channels, int expansion, int stride)
    {
        var wide = value.Shape.Channels * expansion;
        var change = value
            .Then($"{name}.0", Convolved(wide, 1))
            .Then($"{name}.1", new BatchNormalization()).Then($"{name}.2", new PRelu())
            .Then($"{name}.3", Convolved(wide, 3) with { Stride = stride, Padding = 1, Groups = wide })
            .Then($"{name}.4", new BatchNormalization()).Then($"{name}.5", new PRelu())
            .Then($"{name}.6", Convolved(channels, 1)).Then($"{name}.7", new BatchNormalization());
        return stride == 1 && value.Shape.Channels == channels ? value.Plus(name, change) : change;
    }

    private static Convolution Convolved(int channels, int kernel) =>
        new(channels, kernel) { Start = Initialization.HeFanOut };
}
