// A network as somebody else would write it, with our packages and nothing else: see CONTRIBUTING.md.
using System.ComponentModel.DataAnnotations;
using NormFace.Layers;
using NormFace.Networks;
using NormFace.Pictures;

namespace Outside;

public sealed record TinyOptions() : PictureOptions(inputWidth: 24, inputHeight: 28, featureSize: 16)
{
    /// <summary>Channels of the first layer.</summary>
    [Range(1, 256)]
    public int Channels { get; init; } = 8;
}

/// <summary>Two convolutions and a product.</summary>
public sealed class TinyNetwork() : NetworkDefinition<TinyOptions>("tiny", "two convolutions, for tests")
{
    protected override NetworkPlan Plan(TinyOptions options) => new(
        PlanValue.Pictures(FaceContract.For(options, ChannelOrder.Rgb))
            .Then("conv1", new Convolution(options.Channels, 3) { Stride = 2, Padding = 1 })
            .Then("act1", new PRelu())
            .Then("conv2", new Convolution(2 * options.Channels, 3) { Stride = 2, Padding = 1 })
            .Then("act2", new PRelu())
            .Then(new Flatten())
            .Then("embedding", new FullyConnected(options.FeatureSize)));
}
