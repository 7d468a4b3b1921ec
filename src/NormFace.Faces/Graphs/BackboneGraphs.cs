using System.Globalization;
using NormFace.Models;

namespace NormFace.Graphs;

/// <summary>The networks of the catalogue, written down without libtorch: each method takes pictures <c>[N, C, H, W]</c> and gives features <c>[N, D]</c>.</summary>
/// <remarks>
/// They are the networks of <c>NormFace.Backbones</c> a second time, from their sources; an export compares both on numbers. Names of
/// layers are the keys of model files.
/// </remarks>
internal static class BackboneGraphs
{
    /// <summary>Adds the network of a model file.</summary>
    /// <exception cref="InvalidDataException">The network is not known here, or its weights are not all there.</exception>
    public static string Add(GraphBuilder graph, ModelHeader header, string input, string file) => header.Network switch
    {
        "wen-resnet" => WenResNet(graph, input),
        "light-cnn" => LightCnn(graph, input),
        "lenet++" => LeNetPlusPlus(graph, input),
        "lenet" => LeNet(graph, input),
        "compact" => Compact(graph, input),
        "mobilefacenet" => MobileFaceNet(graph, input),
        "iresnet18" => IResNet(graph, input, 2, 2, 2, 2),
        "iresnet34" => IResNet(graph, input, 3, 4, 6, 3),
        "iresnet50" => IResNet(graph, input, 3, 4, 14, 3),
        "iresnet100" => IResNet(graph, input, 3, 13, 30, 3),
        _ => throw new InvalidDataException($"{file}(network): expected a network of the catalogue, found '{header.Network}'. Update the program, or use a model in ONNX form."),
    };

    // Source: Wen et al., "A discriminative feature learning approach", ECCV 2016, and its release.
    private static string WenResNet(GraphBuilder graph, string input)
    {
        string Activated(string value, string suffix, int padding) =>
            graph.Slopes(graph.Convolution(value, $"conv{suffix}", padding: padding), $"relu{suffix}");

        var value = Activated(input, "1a", padding: 0);
        foreach (var (opening, stage, pairs) in new[] { ("1b", 2, 1), ("2", 3, 2), ("3", 4, 5), ("4", 5, 3) })
        {
            value = graph.Pooling(Activated(value, opening, padding: 0), $"pool{opening}", kernel: 2, stride: 2);
            for (var first = 1; first < 2 * pairs; first += 2)
            {
                var changed = Activated(Activated(value, $"{stage}_{first}", padding: 1), $"{stage}_{first + 1}", padding: 1);
                value = graph.Sum(value, changed, $"res{stage}_{first + 1}");
            }
        }

        return graph.Product(graph.Rows(value), "fc5");
    }

    // Source: Wu et al., "A Light CNN for Deep Face Representation with Noisy Labels", arXiv:1511.02683, model B.
    private static string LightCnn(GraphBuilder graph, string input)
    {
        string Halved(string value, string layer, int kernel) =>
            graph.LargerHalf(graph.Convolution(value, layer, padding: kernel / 2), $"{layer}/larger");

        var value = graph.Pooling(Halved(input, "conv1", 5), "pool1", 2, 2);
        value = graph.Pooling(Halved(Halved(value, "conv2a", 1), "conv2", 3), "pool2", 2, 2);
        value = graph.Pooling(Halved(Halved(value, "conv3a", 1), "conv3", 3), "pool3", 2, 2);
        value = Halved(Halved(value, "conv4a", 1), "conv4", 3);
        value = graph.Pooling(Halved(Halved(value, "conv5a", 1), "conv5", 3), "pool4", 2, 2);
        return graph.LargerHalf(graph.Product(graph.Rows(value), "fc1"), "fc1/larger");
    }

    // Source: Wen et al., ECCV 2016; the paper's release, MNIST recipe.
    private static string LeNetPlusPlus(GraphBuilder graph, string input)
    {
        var value = input;
        foreach (var (stage, window) in new[] { (1, 2), (2, 2), (3, 3) })
        {
            foreach (var suffix in new[] { $"{stage}", $"{stage}+" })
            {
                value = graph.Slopes(graph.Convolution(value, $"conv{suffix}", padding: 1), $"prelu{suffix}");
            }

            value = graph.Pooling(value, $"pool{stage}", window, stride: 2);
        }

        return graph.Product(graph.Rows(value), "ip1");
    }

    // Source: the paper's release, the network of Figure 2.
    private static string LeNet(GraphBuilder graph, string input)
    {
        var value = graph.Slopes(graph.Pooling(graph.Convolution(input, "conv1"), "pool1", 2, 2), "relu_pool1");
        value = graph.Slopes(graph.Pooling(graph.Convolution(value, "conv2"), "pool2", 2, 2), "relu_pool2");
        return graph.Product(graph.RowSlopes(graph.Product(graph.Rows(value), "ip1"), "relu1"), "ip1_dr");
    }

    private static string Compact(GraphBuilder graph, string input)
    {
        var value = input;
        for (var stage = 1; stage <= 3; stage++)
        {
            value = Unit(graph, value, $"stage{stage}.0", stride: 2, padding: 1);
            for (var block = 1; graph.Weights.Contains($"stage{stage}.{block}.conv1.weight"); block++)
            {
                var name = $"stage{stage}.{block}";
                var changed = graph.Slopes(graph.Convolution(value, $"{name}.conv1", padding: 1, normalizedBy: $"{name}.bn1"), $"{name}.prelu");
                value = graph.Sum(value, graph.Convolution(changed, $"{name}.conv2", padding: 1, normalizedBy: $"{name}.bn2"), name);
            }
        }

        return graph.Product(graph.Rows(value), "embedding", graph.Weights.Contains("features.weight") ? "features" : null);
    }

    // Source: Chen et al., "MobileFaceNets", arXiv:1804.07573, table 1: channels, repeats, stride of the first.
    private static string MobileFaceNet(GraphBuilder graph, string input)
    {
        var value = Unit(graph, input, "conv1", stride: 2, padding: 1);
        value = Unit(graph, value, "dw_conv1", padding: 1, groups: 64);
        var (index, channels) = (0, 64);
        foreach (var (wider, repeats, stride) in new[] { (64, 5, 2), (128, 1, 2), (128, 6, 1), (128, 1, 2), (128, 2, 1) })
        {
            for (var repeat = 0; repeat < repeats; repeat++, index++)
            {
                value = InvertedResidual(graph, value, $"blocks.{index}.conv", repeat == 0 ? stride : 1, addsInput: (repeat > 0 || stride == 1) && channels == wider);
                channels = wider;
            }
        }

        value = Unit(graph, value, "conv2");
        value = graph.Convolution(value, "linear7.conv", groups: 512, normalizedBy: "linear7.bn");
        return graph.Rows(graph.Convolution(value, "linear1.conv", normalizedBy: "linear1.bn"));
    }

    private static string InvertedResidual(GraphBuilder graph, string input, string name, int stride, bool addsInput)
    {
        var wide = (int)graph.Weights.Get($"{name}.3.weight").Shape[0];
        var value = graph.Slopes(graph.Convolution(input, $"{name}.0", normalizedBy: $"{name}.1"), $"{name}.2");
        value = graph.Slopes(graph.Convolution(value, $"{name}.3", stride, padding: 1, groups: wide, normalizedBy: $"{name}.4"), $"{name}.5");
        value = graph.Convolution(value, $"{name}.6", normalizedBy: $"{name}.7");
        return addsInput ? graph.Sum(input, value, name) : value;
    }

    // Source: Deng et al., "ArcFace", arXiv:1801.07698, section 3.1, and its release.
    private static string IResNet(GraphBuilder graph, string input, params int[] blocks)
    {
        var value = graph.Slopes(graph.Convolution(input, "conv1", padding: 1, normalizedBy: "bn1"), "prelu");
        for (var stage = 0; stage < blocks.Length; stage++)
        {
            for (var block = 0; block < blocks[stage]; block++)
            {
                value = IResNetBlock(graph, value, string.Create(CultureInfo.InvariantCulture, $"layer{stage + 1}.{block}"), block == 0 ? 2 : 1);
            }
        }

        return graph.Product(graph.Rows(graph.Normalization(value, "bn2")), "fc", "features");
    }

    private static string IResNetBlock(GraphBuilder graph, string input, string name, int stride)
    {
        var value = graph.Convolution(graph.Normalization(input, $"{name}.bn1"), $"{name}.conv1", padding: 1, normalizedBy: $"{name}.bn2");
        value = graph.Convolution(graph.Slopes(value, $"{name}.prelu"), $"{name}.conv2", stride, padding: 1, normalizedBy: $"{name}.bn3");
        var shortcut = graph.Weights.Contains($"{name}.downsample.0.weight")
            ? graph.Convolution(input, $"{name}.downsample.0", stride, normalizedBy: $"{name}.downsample.1")
            : input;
        return graph.Sum(value, shortcut, name);
    }

    // Convolution, batch normalisation, PReLU.
    private static string Unit(GraphBuilder graph, string input, string name, int stride = 1, int padding = 0, int groups = 1) =>
        graph.Slopes(graph.Convolution(input, $"{name}.conv", stride, padding, groups, $"{name}.bn"), $"{name}.prelu");
}
