using NormFace.Conversion;
using NormFace.Weights;

namespace NormFace.Export;

/// <summary>MTCNN's networks computed by libtorch, layer by layer, to compare exports with.</summary>
/// <remarks>Source: Zhang et al., "Joint Face Detection and Alignment using Multi-task Cascaded Convolutional Networks", arXiv:1604.02878, Figure 2.</remarks>
public static class MtcnnForward
{
    /// <summary>Computes a network.</summary>
    /// <param name="weights">Its weights: upright kernels, products counting channels, rows, columns. Which network it is follows from their names.</param>
    /// <param name="pictures">Numbers <c>[N, 3, H, W]</c>, row by row.</param>
    /// <param name="count">N.</param>
    /// <param name="height">H: 24 for R-Net, 48 for O-Net.</param>
    /// <param name="width">W, as H.</param>
    /// <returns>Scores, moves and, for O-Net, points, each row by row.</returns>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public static IReadOnlyList<float[]> Run(IReadOnlyList<StoredTensor> weights, float[] pictures, int count, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Native.NativeStart.Ensure();
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var layers = weights.ToDictionary(tensor => tensor.Name, TensorStorage.ToTensor, StringComparer.Ordinal);
        var input = tensor(pictures, [count, 3, height, width]);
        Tensor[] outputs = layers.ContainsKey("dense6_3.weight") ? Output(layers, input) : layers.ContainsKey("dense4.weight") ? Refinement(layers, input) : Proposal(layers, input);
        return [.. outputs.Select(output => output.contiguous().data<float>().ToArray())];
    }

    private static Tensor[] Proposal(Dictionary<string, Tensor> layers, Tensor input)
    {
        var map = Pooled(Activated(layers, input, 1), 2);
        map = Activated(layers, Activated(layers, map, 2), 3);
        return [functional.softmax(Convolved(layers, map, "conv4_1"), 1), Convolved(layers, map, "conv4_2")];
    }

    private static Tensor[] Refinement(Dictionary<string, Tensor> layers, Tensor input)
    {
        var map = Pooled(Activated(layers, Pooled(Activated(layers, input, 1), 3), 2), 3);
        var row = functional.prelu(Product(layers, Activated(layers, map, 3).flatten(1), "dense4"), layers["prelu4.weight"]);
        return [functional.softmax(Product(layers, row, "dense5_1"), 1), Product(layers, row, "dense5_2")];
    }

    private static Tensor[] Output(Dictionary<string, Tensor> layers, Tensor input)
    {
        var map = Pooled(Activated(layers, Pooled(Activated(layers, input, 1), 3), 2), 3);
        map = Activated(layers, Pooled(Activated(layers, map, 3), 2), 4);
        var row = functional.prelu(Product(layers, map.flatten(1), "dense5"), layers["prelu5.weight"]);
        return [functional.softmax(Product(layers, row, "dense6_1"), 1), Product(layers, row, "dense6_2"), Product(layers, row, "dense6_3")];
    }

    private static Tensor Activated(Dictionary<string, Tensor> layers, Tensor input, int number) =>
        functional.prelu(Convolved(layers, input, $"conv{number}"), layers[$"prelu{number}.weight"]);

    private static Tensor Convolved(Dictionary<string, Tensor> layers, Tensor input, string name) =>
        functional.conv2d(input, layers[$"{name}.weight"], layers[$"{name}.bias"]);

    private static Tensor Product(Dictionary<string, Tensor> layers, Tensor input, string name) =>
        functional.linear(input, layers[$"{name}.weight"], layers[$"{name}.bias"]);

    private static Tensor Pooled(Tensor input, long kernel) => functional.max_pool2d(input, kernel, stride: 2, ceil_mode: true);
}
