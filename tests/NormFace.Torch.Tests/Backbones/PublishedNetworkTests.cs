using NormFace.TestKit;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Backbones;

/// <summary>Networks at their published size: counts, map sizes, names and starting values.</summary>
public class PublishedNetworkTests
{
    [Theory]
    [InlineData("wen-resnet", 27_543_072)] // convolutions 22,292,416 + fc5 5,243,392 + slopes 7,264
    [InlineData("light-cnn", 5_480_864)] // convolutions 1,286,048 + fc1 4,194,816
    [InlineData("iresnet18", 24_025_600)] // these four also by a sum outside the code
    [InlineData("iresnet34", 34_139_328)]
    [InlineData("iresnet50", 43_590_848)]
    [InlineData("iresnet100", 65_156_160)]
    public void The_number_of_values_is_the_published_one(string name, long count)
    {
        using var network = BackboneCatalogue.Create(name);

        Assert.Equal(count, network.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Wens_maps_have_the_sizes_of_the_paper()
    {
        using var network = new WenResNet();
        var maps = Shapes(network);

        string[] openings = ["conv1a", "conv1b", "pool1b", "conv2", "pool2", "conv3", "pool3", "conv4", "pool4"];
        Assert.Equal(
            ["32x110x94", "64x108x92", "64x54x46", "128x52x44", "128x26x22", "256x24x20", "256x12x10", "512x10x8", "512x5x4"],
            openings.Select(name => maps[name]));
        Assert.Equal("64x54x46", maps["conv2_2"]);
        Assert.Equal("128x26x22", maps["conv3_4"]);
        Assert.Equal("256x12x10", maps["conv4_10"]);
        Assert.Equal("512x5x4", maps["conv5_6"]);
        Assert.Equal("512", maps["fc5"]);
        Assert.Equal([512, 10240], network.state_dict()["fc5.weight"].shape);
        Assert.Equal(27, maps.Keys.Count(name => name.StartsWith("conv", StringComparison.Ordinal)));
    }

    [Fact]
    public void Light_CNN_maps_have_the_sizes_of_the_paper()
    {
        using var network = new LightCnn();
        var maps = Shapes(network);

        Assert.Equal(
            ["96x128x128", "48x64x64", "96x64x64", "192x64x64", "96x32x32", "192x32x32", "384x32x32", "192x16x16", "384x16x16", "256x16x16", "256x16x16", "256x16x16", "128x8x8", "512"],
            new[] { "conv1", "pool1", "conv2a", "conv2", "pool2", "conv3a", "conv3", "pool3", "conv4a", "conv4", "conv5a", "conv5", "pool4", "fc1" }
                .Select(name => maps[name]));
    }

    [Fact]
    public void Digit_networks_have_the_sizes_of_the_release()
    {
        using var larger = new LeNetPlusPlus();
        using var smaller = new LeNet();
        var (maps, few) = (Shapes(larger), Shapes(smaller));

        Assert.Equal(
            ["32x28x28", "32x14x14", "64x14x14", "64x7x7", "128x7x7", "128x3x3", "2"],
            new[] { "conv1+", "pool1", "conv2+", "pool2", "conv3+", "pool3", "ip1" }.Select(name => maps[name]));
        Assert.Equal(
            ["20x24x24", "20x12x12", "50x8x8", "50x4x4", "500", "2"],
            new[] { "conv1", "pool1", "conv2", "pool2", "ip1", "ip1_dr" }.Select(name => few[name]));
    }

    [Theory]
    [InlineData("wen-resnet")]
    [InlineData("light-cnn")]
    [InlineData("lenet++")]
    [InlineData("lenet")]
    [InlineData("compact")]
    [InlineData("mobilefacenet")]
    [InlineData("iresnet18")]
    public void State_keys_and_shapes_are_those_on_file(string name)
    {
        using var scope = NewDisposeScope();
        using var network = BackboneCatalogue.Create(name);
        var path = SharedData.InRepository($"tests/NormFace.Torch.Tests/Backbones/Keys/{name}.txt");

        Assert.Equal(
            File.ReadAllLines(path).Order(StringComparer.Ordinal),
            network.state_dict().Select(entry => $"{entry.Key} [{string.Join(", ", entry.Value.shape)}]").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void MobileFaceNet_changes_with_the_picture_in_one_kernel_only()
    {
        using var scope = NewDisposeScope();
        using var tall = new MobileFaceNet();
        using var square = new MobileFaceNet(new() { InputWidth = 112, InputHeight = 112 });
        using var small = new MobileFaceNet(new() { InputWidth = 48, InputHeight = 56 });
        var (first, second, third) = (tall.state_dict(), square.state_dict(), small.state_dict());

        Assert.Equal([512, 1, 7, 6], first["linear7.conv.weight"].shape);
        Assert.Equal([512, 1, 7, 7], second["linear7.conv.weight"].shape);
        Assert.Equal([512, 1, 4, 3], third["linear7.conv.weight"].shape);
        Assert.Equal(["linear7.conv.weight"], first.Keys.Where(key => !first[key].shape.SequenceEqual(second[key].shape)));
    }

    [Fact]
    public void Wens_weights_start_as_Caffe_draws_them_and_residual_biases_are_frozen()
    {
        using var scope = NewDisposeScope();
        using var network = new WenResNet();
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
        Assert.All(groups.Values.Where(group => group.Name.EndsWith(".bias", StringComparison.Ordinal)), group => Assert.Equal(0, group.Parameter.abs().max().item<float>()));

        (double LearningRate, double Decay) Factors(string name) => (groups[name].LearningRateFactor, groups[name].DecayFactor);
    }

    [Fact]
    public void Light_CNN_biases_start_at_a_tenth_and_dropout_keeps_its_share()
    {
        using var scope = NewDisposeScope();
        using var network = new LightCnn(new() { InputWidth = 32, InputHeight = 32, FeatureSize = 500, DropoutRate = 0.7 });
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
        using var network = new IResNet(18, new() { InputWidth = 32, InputHeight = 32 });
        var weight = network.ParameterGroups.Single(group => group.Name == "features.weight");

        Assert.Equal((0, 0), (weight.LearningRateFactor, weight.DecayFactor));
        Assert.False(weight.Parameter.requires_grad);
        Assert.Equal(512, weight.Parameter.sum().item<float>());
    }

    [Fact]
    public void The_compact_network_widens_in_sixteens_and_deepens_late_stages()
    {
        using var plain = new CompactNet();
        using var wide = new CompactNet(new() { Width = 1.4, Depth = 2 });
        using var thin = new CompactNet(new() { Width = 0.125 });

        Assert.Equal(2, Blocks(plain, 3));
        Assert.Equal((0, 2, 4), (Blocks(wide, 1), Blocks(wide, 2), Blocks(wide, 3)));
        Assert.Equal([48, 96, 176], Enumerable.Range(1, 3).Select(stage => Opening(wide, stage)));
        Assert.Equal([16, 16, 16], Enumerable.Range(1, 3).Select(stage => Opening(thin, stage)));

        static int Blocks(CompactNet network, int stage) =>
            network.state_dict().Keys.Count(key => key.StartsWith($"stage{stage}.", StringComparison.Ordinal) && key.EndsWith(".conv2.weight", StringComparison.Ordinal));

        static long Opening(CompactNet network, int stage) => network.state_dict()[$"stage{stage}.0.conv.weight"].shape[0];
    }

    private static Dictionary<string, string> Shapes(Backbone network)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var maps = new Dictionary<string, string>();

        foreach (var (name, module) in network.named_children())
        {
            ((nn.Module<Tensor, Tensor>)module).register_forward_hook((_, _, output) =>
            {
                maps[name] = string.Join("x", output.shape.Skip(1));
                return output;
            });
        }

        network.call(zeros(1, network.Channels, network.Height, network.Width)).Dispose();
        return maps;
    }
}
