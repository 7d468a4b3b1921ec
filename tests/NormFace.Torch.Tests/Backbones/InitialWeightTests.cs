using NormFace.Layers;
using NormFace.Networks;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Backbones;

/// <summary>What networks start from.</summary>
public class InitialWeightTests
{
    [Fact]
    public void Wens_weights_start_as_Caffe_draws_them_and_residual_biases_are_frozen()
    {
        using var scope = NewDisposeScope();
        using var network = PlannedBackbone.Create("wen-resnet");
        var state = network.state_dict();
        var groups = network.ParameterGroups.ToDictionary(group => group.Name);
        var bound = Math.Sqrt(3.0 / (128 * 9));

        Assert.InRange(state["conv3.weight"].abs().max().item<float>(), 0.999 * bound, bound);
        Assert.Equal(bound / Math.Sqrt(3), state["conv3.weight"].std().item<float>(), 2e-4);
        Assert.Equal(0.01, state["conv4_7.weight"].std().item<float>(), 1e-4);
        Assert.Equal(0.25f, state["relu4_7.weight"].max().item<float>());
        Assert.Equal((2, 0), Factors("conv3.bias"));
        Assert.Equal((1, 1), Factors("conv3.weight"));
        Assert.Equal((2, 0), Factors("fc5.bias"));
        Assert.Equal((0, 0), Factors("conv4_7.bias"));
        Assert.Equal((1, 1), Factors("relu4_7.weight"));
        Assert.Equal(22, groups.Values.Count(group => group.LearningRateFactor == 0));
        Assert.All(
            groups.Values.Where(group => group.Name.EndsWith(".bias", StringComparison.Ordinal)),
            group => Assert.Equal(0, group.Parameter.abs().max().item<float>()));

        (double LearningRate, double Decay) Factors(string name) =>
            (groups[name].LearningRateFactor, groups[name].DecayFactor);
    }

    [Theory]
    [InlineData("lenet", "ip1.bias", 2, 1), InlineData("lenet", "relu1.weight", 1, 1)]
    [InlineData("lenet++", "ip1.bias", 2, 0), InlineData("lenet++", "prelu1.weight", 1, 0)]
    [InlineData("compact", "stage1.0.bn.weight", 1, 0), InlineData("compact", "stage1.0.prelu.weight", 1, 0)]
    [InlineData("compact", "embedding.weight", 1, 1), InlineData("compact", "features.bias", 1, 0)]
    public void Rate_and_decay_follow_the_published_recipes(string name, string key, double rate, double decay)
    {
        using var network = SmallBackbones.Create(name);
        var group = network.ParameterGroups.Single(group => group.Name == key);

        Assert.Equal((rate, decay), (group.LearningRateFactor, group.DecayFactor));
    }

    [Fact]
    public void Light_CNN_biases_start_at_a_tenth_and_dropout_keeps_its_share()
    {
        using var scope = NewDisposeScope();
        using var network = PlannedBackbone.Create(
            "light-cnn",
            new LightCnnOptions { InputWidth = 32, InputHeight = 32, FeatureSize = 500, DropoutRate = 0.7 });
        Assert.Equal(0.1f, network.state_dict()["conv4a.bias"].min().item<float>());
        manual_seed(1);

        var pictures = randn(20, 1, 32, 32);
        var dropped = network.call(pictures).eq(0).to(ScalarType.Float32).mean().item<float>();
        network.eval();
        var kept = network.call(pictures).eq(0).to(ScalarType.Float32).mean().item<float>();

        Assert.InRange(dropped, 0.7 - 0.0138, 0.7 + 0.0138); // three deviations of 10,000 draws
        Assert.Equal(0, kept);
    }

    [Fact]
    public void InsightFace_features_keep_a_weight_of_one()
    {
        using var network = PlannedBackbone.Create(
            "iresnet18", new IResNetOptions { InputWidth = 32, InputHeight = 32 });
        var weight = network.ParameterGroups.Single(group => group.Name == "features.weight");

        Assert.Equal((0, 0), (weight.LearningRateFactor, weight.DecayFactor));
        Assert.False(weight.Parameter.requires_grad);
        Assert.Equal(512, weight.Parameter.sum().item<float>());
    }

    [Fact]
    public void Initial_weights_have_the_spread_they_promise()
    {
        using var scope = NewDisposeScope();
        using var weights = new SeededWeights(3);
        // Fan-in is 450. The relative error of a deviation of 180,000 draws is 0.2 %.
        Tensor Drawn(Initialization start) => weights.Drawn(start, [400, 50, 3, 3]);

        Assert.Equal(Math.Sqrt(1.0 / 450), Drawn(Initialization.Xavier).std().item<float>(), 3e-4);
        Assert.InRange(
            Drawn(Initialization.Xavier).abs().max().item<float>(), 0.99 * Math.Sqrt(3.0 / 450), Math.Sqrt(3.0 / 450));
        Assert.Equal(Math.Sqrt(2.0 / 450), Drawn(Initialization.He).std().item<float>(), 5e-4);
        Assert.Equal(Math.Sqrt(2.0 / 3600), Drawn(Initialization.HeFanOut).std().item<float>(), 2e-4);
        var depthwise = weights.Drawn(Initialization.HeFanOut, [20000, 1, 3, 3]);
        Assert.Equal(Math.Sqrt(2.0 / 9), depthwise.std().item<float>(), 3e-3);
        Assert.Equal(1 / Math.Sqrt(3 * 50), Drawn(Initialization.UniformFanIn).std().item<float>(), 3e-4);
        Assert.Equal(0.01, Drawn(Initialization.Gaussian(0.01)).std().item<float>(), 1e-4);
        Assert.Equal(0, Drawn(Initialization.Gaussian(0.01)).mean().item<float>(), 1e-4);
    }
}
