using NormFace.Layers;
using NormFace.Pictures;

namespace NormFace.Networks;

/// <summary>Settings of <c>wen-resnet</c>: 112 high, 96 wide, 512 features.</summary>
public sealed record WenResNetOptions() : PictureOptions(inputWidth: 96, inputHeight: 112, featureSize: 512);

/// <summary>The network of most of the paper's tables: Wen's residual network of 27 convolutions and one
/// product.</summary>
/// <remarks>
/// <para>
/// Four stages. Each opens with an unpadded convolution that raises the channels (the first with two) and a pooling
/// that halves the map; then come 1, 2, 5 and 3 residual pairs of convolutions. PReLU after every convolution, nothing
/// after a sum, no batch normalisation. 112 x 96 → 54 x 46 → 26 x 22 → 12 x 10 → 5 x 4, then <c>fc5</c>.
/// </para>
/// <para>
/// Opening convolutions and <c>fc5</c> start as Caffe's "xavier"; residual convolutions start at a standard deviation
/// of 0.01 with biases frozen at 0. Names of layers are those of the released Caffe network. Source: Wen et al., "A
/// discriminative feature learning approach", ECCV 2016, and its release.
/// </para>
/// </remarks>
internal sealed class WenResNet()
    : NetworkDefinition<WenResNetOptions>("wen-resnet", "Wen's residual network, the paper's first")
{
    private static readonly (string Opening, int Stage, int Channels, int Pairs)[] Stages =
        [("1b", 2, 64, 1), ("2", 3, 128, 2), ("3", 4, 256, 5), ("4", 5, 512, 3)];

    protected override NetworkPlan Plan(WenResNetOptions options)
    {
        var value = Opening(PlanValue.Pictures(FaceContract.For(options, ChannelOrder.Bgr)), "1a", 32);
        foreach (var (opening, stage, channels, pairs) in Stages)
        {
            value = Opening(value, opening, channels).Then("pool" + opening, new MaxPooling(2, 2));
            for (var second = 2; second <= 2 * pairs; second += 2)
            {
                var half = Residual(value, $"{stage}_{second - 1}", channels);
                value = value.Plus($"res{stage}_{second}", Residual(half, $"{stage}_{second}", channels));
            }
        }

        var fc5 = new FullyConnected(options.FeatureSize) { Bias = 0, Start = Initialization.Xavier };
        return new NetworkPlan(value.Then(new Flatten()).Then("fc5", fc5)) { Factors = LearningFactors.Caffe };
    }

    private static PlanValue Opening(PlanValue value, string suffix, int channels) => value
        .Then("conv" + suffix, new Convolution(channels, 3) { Bias = 0, Start = Initialization.Xavier })
        .Then("relu" + suffix, new PRelu());

    private static PlanValue Residual(PlanValue value, string suffix, int channels)
    {
        var start = Initialization.Gaussian(0.01);
        var layer = new Convolution(channels, 3) { Padding = 1, Bias = 0, IsBiasFrozen = true, Start = start };
        return value.Then("conv" + suffix, layer).Then("relu" + suffix, new PRelu());
    }
}
