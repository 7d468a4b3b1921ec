using System.ComponentModel.DataAnnotations;
using NormFace.Layers;
using NormFace.Pictures;

namespace NormFace.Networks;

/// <summary>Settings of <c>light-cnn</c>: 128 high and wide, 256 features.</summary>
public sealed record LightCnnOptions() : PictureOptions(inputWidth: 128, inputHeight: 128, featureSize: 256)
{
    /// <summary>
    /// Dropout rate of the feature. Wu used 0.7 with a plain softmax; losses on the sphere do not need it.
    /// </summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double DropoutRate { get; init; }
}

/// <summary>Wu's Light CNN B: a plain network on grey pictures with max-feature-maps in place of activations.</summary>
/// <remarks>
/// Nine convolutions, four poolings that halve the map (128 → 8), and <c>fc1</c> of twice the feature size, whose
/// max-feature-map is the feature. Weights start as Caffe's "xavier", biases at 0.1. Names of layers are those of the
/// Caffe network. Source: Wu et al., arXiv:1511.02683; the paper's release.
/// </remarks>
internal sealed class LightCnn()
    : NetworkDefinition<LightCnnOptions>("light-cnn", "Wu's Light CNN B, the paper's second network")
{
    // Name, kernel, channels before the halving; a kernel of 0 means a pooling.
    private static readonly (string Name, int Kernel, int Channels)[] Stages =
    [
        ("conv1", 5, 96), ("pool1", 0, 0),
        ("conv2a", 1, 96), ("conv2", 3, 192), ("pool2", 0, 0),
        ("conv3a", 1, 192), ("conv3", 3, 384), ("pool3", 0, 0),
        ("conv4a", 1, 384), ("conv4", 3, 256), ("conv5a", 1, 256), ("conv5", 3, 256), ("pool4", 0, 0),
    ];

    protected override NetworkPlan Plan(LightCnnOptions options)
    {
        // Wu aligns eyes and mouth on 144 x 144 and reads the middle 128 x 128.
        var start = Initialization.Xavier;
        var crop = new PictureCrop(144, 144, 8, 8, 128, 128);
        var value = PlanValue.Pictures(new PixelContract(
            options.InputWidth, options.InputHeight, ChannelOrder.Grey, 0, 1.0 / 255, "eyes-mouth-144x144", crop));
        foreach (var (name, kernel, channels) in Stages)
        {
            value = kernel == 0 ? value.Then(name, new MaxPooling(2, 2)) : value
                .Then(name, new Convolution(channels, kernel) { Padding = kernel / 2, Bias = 0.1, Start = start })
                .Then(new MaxFeatureMap());
        }

        value = value.Then(new Flatten())
            .Then("fc1", new FullyConnected(2 * options.FeatureSize) { Bias = 0.1, Start = start })
            .Then(new MaxFeatureMap())
            .Then("dropout", new Dropout(options.DropoutRate));
        return new NetworkPlan(value) { Factors = LearningFactors.Caffe };
    }
}
