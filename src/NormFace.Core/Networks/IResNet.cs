using System.ComponentModel.DataAnnotations;
using NormFace.Layers;
using NormFace.Pictures;

namespace NormFace.Networks;

/// <summary>Settings of InsightFace's residual networks: 112 high and wide, 512 features.</summary>
public sealed record IResNetOptions() : PictureOptions(inputWidth: 112, inputHeight: 112, featureSize: 512)
{
    /// <summary>Dropout rate of the last feature map.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double DropoutRate { get; init; }
}

/// <summary>InsightFace's residual networks, the usual ones for large training sets.</summary>
/// <remarks>
/// A 3 x 3 convolution at full size, four stages with 64, 128, 256 and 512 channels whose first block halves the map
/// (112 → 7), then <c>fc</c> and a normalisation of the features whose weight stays 1. Names of layers are those of
/// InsightFace's PyTorch form. Source: Deng et al., "ArcFace", arXiv:1801.07698, section 3.1, and its release.
/// </remarks>
/// <param name="layers">Nominal number of layers.</param>
/// <param name="blocks">Residual blocks of each stage.</param>
internal sealed class IResNet(int layers, params int[] blocks)
    : NetworkDefinition<IResNetOptions>(
        $"iresnet{layers}", $"InsightFace's residual network of {layers} layers, with its layer names")
{
    protected override NetworkPlan Plan(IResNetOptions options)
    {
        var value = PlanValue.Pictures(FaceContract.For(options, ChannelOrder.Rgb, 1 / 127.5))
            .Then("conv1", Convolved(64, 3)).Then("bn1", new BatchNormalization()).Then("prelu", new PRelu());
        for (var stage = 0; stage < blocks.Length; stage++)
        {
            for (var block = 0; block < blocks[stage]; block++)
            {
                value = Block(value, $"layer{stage + 1}.{block}", 64 << stage, block == 0 ? 2 : 1);
            }
        }

        value = value.Then("bn2", new BatchNormalization())
            .Then("dropout", new Dropout(options.DropoutRate)).Then(new Flatten())
            .Then("fc", new FullyConnected(options.FeatureSize) { Bias = 0, Start = Initialization.UniformFanIn });
        return new NetworkPlan(value.Then("features", new BatchNormalization { IsScaleFrozen = true }));
    }

    private static PlanValue Block(PlanValue value, string name, int channels, int stride)
    {
        var change = value.Then($"{name}.bn1", new BatchNormalization())
            .Then($"{name}.conv1", Convolved(channels, 3)).Then($"{name}.bn2", new BatchNormalization())
            .Then($"{name}.prelu", new PRelu())
            .Then($"{name}.conv2", Convolved(channels, 3, stride)).Then($"{name}.bn3", new BatchNormalization());
        var shortcut = stride == 1 ? value : value
            .Then($"{name}.downsample.0", Convolved(channels, 1, stride))
            .Then($"{name}.downsample.1", new BatchNormalization());
        return change.Plus(name, shortcut);
    }

    private static Convolution Convolved(int channels, int kernel, int stride = 1) =>
        new(channels, kernel) { Stride = stride, Padding = kernel / 2, Start = Initialization.Gaussian(0.1) };
}
