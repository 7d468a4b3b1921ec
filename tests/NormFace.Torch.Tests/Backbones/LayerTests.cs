using NormFace.TestKit;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NormFace.Backbones;

/// <summary>The layers networks are made of, on tiny maps, against central differences and values by hand.</summary>
public class LayerTests
{
    private static readonly WeightDraw Draw = CaffeInitialization.Gaussian(0.5);

    [Fact]
    public void Convolution_has_the_exact_gradient() => Differentiate(source => source.Convolution(2, 3, 3, Draw, stride: 2, padding: 1, bias: 0.1), 2, 2, 5, 4);

    [Fact]
    public void Depthwise_convolution_of_the_whole_map_has_the_exact_gradient() =>
        Differentiate(source => source.Convolution(3, 3, new MapSize(4, 3), Draw, groups: 3), 2, 3, 4, 3);

    [Fact]
    public void PReLU_has_the_exact_gradient() => Differentiate(_ => PReLU(3), 2, 3, 3, 2);

    [Fact]
    public void Pooling_that_rounds_up_has_the_exact_gradient() => Differentiate(_ => MaxPool2d(2, 2, ceil_mode: true), 2, 2, 5, 3);

    [Fact]
    public void Product_has_the_exact_gradient() => Differentiate(source => source.FullyConnected(5, 3, Draw, bias: 0.2), 4, 5);

    [Fact]
    public void Max_feature_map_has_the_exact_gradient() => Differentiate(_ => new MaxFeatureMap(), 2, 4, 3, 2);

    [Fact]
    public void Residual_sum_has_the_exact_gradient() => Differentiate(
        source =>
        {
            Module<Tensor, Tensor>[] body = [source.Convolution(2, 2, 3, Draw, padding: 1, bias: 0), PReLU(2)];
            return Sequential(new ResidualSum(body), Sequential(body)); // the second registers them, and uses them once more
        },
        2, 2, 4, 3);

    [Fact]
    public void Inverted_residuals_have_the_exact_gradient()
    {
        Differentiate(source => new InvertedResidual(source, 2, 2, expansion: 2, stride: 1), 3, 2, 4, 3);
        Differentiate(source => new InvertedResidual(source, 2, 3, expansion: 2, stride: 2), 3, 2, 4, 3);
    }

    [Fact]
    public void InsightFace_blocks_have_the_exact_gradient()
    {
        Differentiate(source => new IResNetBlock(source, Draw, 2, 2, stride: 1), 3, 2, 4, 3);
        Differentiate(source => new IResNetBlock(source, Draw, 2, 3, stride: 2), 3, 2, 4, 3);
    }

    [Fact]
    public void Compact_blocks_have_the_exact_gradient() => Differentiate(source => new CompactBlock(source, 2), 3, 2, 4, 3);

    [Fact]
    public void Max_feature_map_keeps_the_larger_of_channels_half_the_depth_apart()
    {
        using var scope = NewDisposeScope();
        var map = tensor(new float[] { 1, -2, 0, 5 }).reshape(1, 4, 1, 1);

        Assert.Equal([1f, 5], new MaxFeatureMap().call(map).flatten().data<float>().ToArray());
        Assert.Contains("even", Assert.Throws<ArgumentException>(() => new MaxFeatureMap().call(zeros(1, 3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PReLU_starts_at_a_quarter()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([-0.25f, 2], PReLU(2).call(tensor(new float[,] { { -1, 2 } })).flatten().data<float>().ToArray());
    }

    [Fact]
    public void Fillers_have_the_spread_they_promise()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        var weight = empty(400, 50, 3, 3); // fan-in 450; 180,000 draws, so a relative error of the deviation of 0.2 %

        CaffeInitialization.Xavier(weight, generator);
        Assert.Equal(Math.Sqrt(1.0 / 450), weight.std().item<float>(), 3e-4);
        Assert.InRange(weight.abs().max().item<float>(), 0.99 * Math.Sqrt(3.0 / 450), Math.Sqrt(3.0 / 450));

        CaffeInitialization.He(weight, generator);
        Assert.Equal(Math.Sqrt(2.0 / 450), weight.std().item<float>(), 5e-4);

        KaimingFanOut.Draw(weight, generator);
        Assert.Equal(Math.Sqrt(2.0 / 3600), weight.std().item<float>(), 2e-4);

        CaffeInitialization.Gaussian(0.01)(weight, generator);
        Assert.Equal(0.01, weight.std().item<float>(), 1e-4);
        Assert.Equal(0, weight.mean().item<float>(), 1e-4);
    }

    [Fact]
    public void Sizes_told_in_advance_are_those_of_the_layers()
    {
        using var scope = NewDisposeScope();
        for (var side = 1; side <= 12; side++)
        {
            foreach (var (kernel, stride, padding) in new[] { (3, 1, 0), (3, 2, 1), (5, 1, 0), (1, 1, 0), (5, 1, 2) })
            {
                var told = new MapSize(side, 12).Convolved(kernel, stride, padding).Height;
                if (told > 0)
                {
                    Assert.Equal(told, Conv2d(1, 1, kernel, stride, padding).call(zeros(1, 1, side, 12)).shape[2]);
                }
                else
                {
                    Assert.True(side + (2 * padding) < kernel);
                }
            }

            foreach (var (kernel, stride) in new[] { (2, 2), (3, 2) })
            {
                var told = new MapSize(side, 12).Pooled(kernel, stride).Height;
                if (told > 0)
                {
                    Assert.Equal(told, MaxPool2d(kernel, stride, ceil_mode: true).call(zeros(1, 1, side, 12)).shape[2]);
                }
                else
                {
                    Assert.True(side < kernel);
                }
            }
        }
    }

    private static void Differentiate(Func<SeededLayers, Module<Tensor, Tensor>> create, params long[] shape)
    {
        for (var seed = 0; seed < 2; seed++)
        {
            using var scope = NewDisposeScope();
            using var source = new SeededLayers(seed, "a test");
            using var generator = new Generator((ulong)seed + 10, CPU);
            var layer = create(source).to(ScalarType.Float64);
            layer.eval(); // the statistics of a batch would make slopes vanish that cannot be told from rounding
            var input = randn(shape, ScalarType.Float64, generator: generator).requires_grad_();
            var weights = randn(layer.call(input).shape, ScalarType.Float64, generator: generator);

            GradientCheck.Passes(() => (layer.call(input) * weights).sum(), [input, .. layer.parameters()]);
        }
    }
}
