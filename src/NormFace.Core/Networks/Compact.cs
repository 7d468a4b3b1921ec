using System.ComponentModel.DataAnnotations;
using NormFace.Layers;
using NormFace.Pictures;

namespace NormFace.Networks;

/// <summary>Settings of <c>compact</c>: 56 high, 48 wide, 128 features.</summary>
public sealed record CompactOptions() : PictureOptions(inputWidth: 48, inputHeight: 56, featureSize: 128)
{
    /// <summary>Factor on the number of channels of every layer, which is then rounded to a multiple of 16.</summary>
    [Range(0.125, 8.0)]
    public double Width { get; init; } = 1;

    /// <summary>Factor on the number of residual blocks.</summary>
    [Range(1, 16)]
    public int Depth { get; init; } = 1;

    /// <summary>Dropout rate of the last feature map.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double DropoutRate { get; init; }

    /// <summary>Whether the feature is normalised over the batch: 1, or 0, which leaves its length free.</summary>
    [Range(0, 1)]
    public int FeatureBatchNorm { get; init; } = 1;
}

/// <summary>A network made for training on a processor: dense convolutions on small maps.</summary>
/// <remarks>
/// Three stages that halve the map (56 x 48 → 7 x 6), with 0, 1 and 2 residual blocks, then a product of the whole map.
/// Training time follows the multiplications of dense 3 x 3 convolutions behind the first halving; depthwise ones and
/// those at full size cost several times as much, so there are none. Vector units take 16 channels at once.
/// </remarks>
internal sealed class Compact()
    : NetworkDefinition<CompactOptions>("compact", "ours, for training on a CPU; any input size")
{
    protected override NetworkPlan Plan(CompactOptions options)
    {
        var value = PlanValue.Pictures(FaceContract.For(options, ChannelOrder.Rgb));
        for (var stage = 1; stage <= 3; stage++)
        {
            var channels = ScaledChannels.Of(16 << stage, options.Width, multiple: 16);
            var layer = new Convolution(channels, 3) { Padding = 1 };
            value = ConvolutionUnit.Of(value, $"stage{stage}.0", layer with { Stride = 2 });
            for (var block = 1; block <= (stage - 1) * options.Depth; block++)
            {
                value = Block(value, $"stage{stage}.{block}", layer);
            }
        }

        value = value.Then("dropout", new Dropout(options.DropoutRate)).Then(new Flatten())
            .Then("embedding", new FullyConnected(options.FeatureSize) { Start = Initialization.Xavier });
        return new(options.FeatureBatchNorm == 1 ? value.Then("features", new BatchNormalization()) : value);
    }

    private static PlanValue Block(PlanValue value, string name, Convolution convolution) => value.Plus(name, value
        .Then($"{name}.conv1", convolution).Then($"{name}.bn1", new BatchNormalization())
        .Then($"{name}.prelu", new PRelu())
        .Then($"{name}.conv2", convolution).Then($"{name}.bn2", new BatchNormalization()));
}
