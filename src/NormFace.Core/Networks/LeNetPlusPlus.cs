using NormFace.Layers;

namespace NormFace.Networks;

/// <summary>The network of the paper's MNIST pictures: six convolutions and one product to a feature that can be
/// drawn.</summary>
/// <remarks>
/// <para>
/// Three pairs of padded 3 x 3 convolutions, each with PReLU; poolings 28 → 14 → 7 → 3; no activation after <c>ip1</c>.
/// Biases learn at twice the rate; neither they nor slopes decay. Names of layers are those of the release's MNIST
/// network.
/// </para>
/// <para>
/// The release means a Gaussian of 0.01 but names a field that its filler does not read, and so draws from N(0, 1).
/// Here weights start after He et al. Source: Wen et al., ECCV 2016; the paper's release, MNIST recipe.
/// </para>
/// </remarks>
internal sealed class LeNetPlusPlus()
    : NetworkDefinition<DigitOptions>("lenet++", "the paper's MNIST network, for digits; features to plot")
{
    protected override NetworkPlan Plan(DigitOptions options)
    {
        var value = PlanValue.Pictures(options.Contract);
        foreach (var (stage, channels, window) in new[] { ("1", 32, 2), ("2", 64, 2), ("3", 128, 3) })
        {
            foreach (var suffix in new[] { stage, stage + "+" })
            {
                value = value
                    .Then("conv" + suffix, new Convolution(channels, 3) { Padding = 1, Bias = 0 })
                    .Then("prelu" + suffix, new PRelu());
            }

            value = value.Then("pool" + stage, new MaxPooling(window, 2));
        }

        value = value.Then(new Flatten()).Then("ip1", new FullyConnected(options.FeatureSize) { Bias = 0 });
        return new NetworkPlan(value) { Factors = LearningFactors.Caffe with { SlopeDecay = 0 } };
    }
}
