using NormFace.Layers;

namespace NormFace.Networks;

/// <summary>The network of the paper's Figure 2: two 5 x 5 convolutions and two fully connected layers.</summary>
/// <remarks>
/// 28 → 24 → 12 → 8 → 4. Biases learn at twice the rate; everything decays, as in Caffe by default. Names of layers
/// are those of the release. It starts from Gaussians of 0.01 and 0.001; here weights start after He et al.
/// </remarks>
internal sealed class LeNet()
    : NetworkDefinition<DigitOptions>("lenet", "the network of the paper's Figure 2, for digits; features to plot")
{
    protected override NetworkPlan Plan(DigitOptions options)
    {
        var feature = PlanValue.Pictures(options.Contract)
            .Then("conv1", new Convolution(20, 5) { Bias = 0 })
            .Then("pool1", new MaxPooling(2, 2))
            .Then("relu_pool1", new PRelu())
            .Then("conv2", new Convolution(50, 5) { Bias = 0 })
            .Then("pool2", new MaxPooling(2, 2))
            .Then("relu_pool2", new PRelu())
            .Then(new Flatten())
            .Then("ip1", new FullyConnected(500) { Bias = 0 })
            .Then("relu1", new PRelu())
            .Then("ip1_dr", new FullyConnected(options.FeatureSize) { Bias = 0 });
        return new NetworkPlan(feature) { Factors = LearningFactors.Caffe with { BiasDecay = 1 } };
    }
}
