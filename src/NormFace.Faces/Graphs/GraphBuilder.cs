using System.Globalization;
using System.Runtime.InteropServices;
using NormFace.Onnx;
using NormFace.Weights;

namespace NormFace.Graphs;

/// <summary>Writes down a network layer by layer. Each method takes the name of a value and gives the name of what it
/// becomes.</summary>
/// <param name="weights">The learned numbers.</param>
/// <param name="usesPRelu">Whether PReLU of maps is written as ONNX's <c>PRelu</c>, which other runtimes than ONNX
/// Runtime's processor one may prefer.</param>
internal sealed class GraphBuilder(LayerWeights weights, bool usesPRelu = false)
{
    private readonly List<OnnxNode> nodes = [];
    private readonly List<StoredTensor> initializers = [];

    /// <summary>The operations so far.</summary>
    public IReadOnlyList<OnnxNode> Nodes => nodes;

    /// <summary>The constants so far.</summary>
    public IReadOnlyList<StoredTensor> Initializers => initializers;

    /// <summary>The learned numbers.</summary>
    public LayerWeights Weights => weights;

    /// <summary>A convolution; a batch normalisation after it goes into its weights.</summary>
    public string Convolution(
        string input,
        string layer,
        int stride = 1,
        int padding = 0,
        int groups = 1,
        string? normalizedBy = null,
        int extraPadding = 0)
    {
        var (kernel, shape) = weights.Get($"{layer}.weight");
        if (shape.Length != 4)
        {
            throw new InvalidDataException(
                $"The weights of the convolution '{layer}' must have four axes, but have {shape.Length}.");
        }

        var biases = weights.Contains($"{layer}.bias") ? weights.Get($"{layer}.bias", shape[0]) : null;
        (kernel, biases) = normalizedBy is null
            ? (kernel, biases)
            : BatchScale.Of(weights, normalizedBy, shape[0]).Folded(kernel, biases);
        List<string> inputs = [input, Constant($"{layer}.weight", kernel, shape)];
        if (biases is not null)
        {
            inputs.Add(Constant($"{layer}.bias", biases, shape[0]));
        }

        return Node(
            "Conv",
            layer,
            inputs,
            OnnxAttribute.Of("kernel_shape", shape[2], shape[3]),
            OnnxAttribute.Of("strides", stride, stride),
            OnnxAttribute.Of("pads", padding, padding, padding + extraPadding, padding + extraPadding),
            OnnxAttribute.Of("group", (long)groups));
    }

    /// <summary>A fully connected layer on rows; a batch normalisation after it goes into its weights.</summary>
    public string Product(string input, string layer, string? normalizedBy = null)
    {
        var (rows, shape) = weights.Get($"{layer}.weight");
        if (shape.Length != 2)
        {
            throw new InvalidDataException(
                $"The weights of the product '{layer}' must have two axes, but have {shape.Length}.");
        }

        var biases = weights.Contains($"{layer}.bias") ? weights.Get($"{layer}.bias", shape[0]) : null;
        (rows, biases) =
            normalizedBy is null ? (rows, biases) : BatchScale.Of(weights, normalizedBy, shape[0]).Folded(rows, biases);
        List<string> inputs = [input, Constant($"{layer}.weight", rows, shape)];
        if (biases is not null)
        {
            inputs.Add(Constant($"{layer}.bias", biases, shape[0]));
        }

        return Node("Gemm", layer, inputs, OnnxAttribute.Of("transB", 1L));
    }

    /// <summary>A batch normalisation that stands before a padded convolution, into which it cannot go: the padding
    /// stays zero.</summary>
    public string Normalization(string input, string layer)
    {
        var channels = weights.Get($"{layer}.weight").Shape[0];
        string[] parts = ["weight", "bias", "running_mean", "running_var"];
        return Node(
            "BatchNormalization",
            layer,
            [
                input,
                .. parts.Select(
                    part => Constant($"{layer}.{part}", weights.Get($"{layer}.{part}", channels), channels)),
            ],
            OnnxAttribute.Of("epsilon", BatchScale.Epsilon));
    }

    /// <summary>PReLU with a slope for each channel of a map.</summary>
    /// <remarks>
    /// <c>a·x + (1 − a)·max(x, 0)</c>: as ONNX Runtime keeps maps in blocks of channels from convolution to
    /// convolution, and knows how to scale, add and cut them at zero in blocks, but not <c>PRelu</c>, before and after
    /// which it would rearrange the map. See docs/decisions/0008-light-runtime.md.
    /// </remarks>
    public string Slopes(string input, string layer)
    {
        var (slopes, shape) = weights.Get($"{layer}.weight");
        if (usesPRelu || shape.Length != 1)
        {
            return Slopes(input, layer, channels => [channels, 1, 1]);
        }

        var kept = Scaled(input, $"{layer}/kept", slopes);
        var rest = Scaled(
            Node("Relu", $"{layer}/positive", [input]),
            $"{layer}/rest",
            [.. slopes.Select(slope => (float)(1.0 - slope))]);
        return Node("Add", layer, [kept, rest]);
    }

    /// <summary>PReLU with a slope for each column of rows.</summary>
    public string RowSlopes(string input, string layer) => Slopes(input, layer, slopes => [slopes]);

    /// <summary>The largest value of each window; unless only whole windows count, a last one may hang over the
    /// edge.</summary>
    public string Pooling(string input, string name, int kernel, int stride, bool isInside = false) => Node(
        "MaxPool",
        name,
        [input],
        OnnxAttribute.Of("kernel_shape", kernel, kernel),
        OnnxAttribute.Of("strides", stride, stride),
        OnnxAttribute.Of("ceil_mode", isInside ? 0L : 1L));

    /// <summary>The mean of each whole window.</summary>
    public string Averaged(string input, string name, int kernel, int stride) => Node(
        "AveragePool",
        name,
        [input],
        OnnxAttribute.Of("kernel_shape", kernel, kernel),
        OnnxAttribute.Of("strides", stride, stride));

    /// <summary>The mean of each channel of a map, as a row.</summary>
    public string MapMean(string input, string name) =>
        Rows(Node("GlobalAveragePool", name, [input]));

    /// <summary>ReLU with a largest output.</summary>
    public string Clipped(string input, string name, double limit) => Node(
        "Clip", name, [input, Constant($"{name}.lowest", [0f]), Constant($"{name}.highest", [(float)limit])]);

    /// <summary>A map with zeros behind its last channel, row and column.</summary>
    public string Extended(string input, string name, long channels, long rows, long columns)
    {
        Integers($"{name}.pads", 0, 0, 0, 0, 0, channels, rows, columns);
        return Node("Pad", name, [input, $"{name}.pads"]);
    }

    /// <summary>Rows as maps, channel by channel.</summary>
    public string Maps(string input, string name, long channels, long height, long width)
    {
        Integers($"{name}.shape", -1, channels, height, width);
        return Node("Reshape", name, [input, $"{name}.shape"]);
    }

    /// <summary>A larger map in which each value stands in a square of its own.</summary>
    public string Enlarged(string input, string name, int factor) => Node(
        "Resize",
        name,
        [input, "", Constant($"{name}.scales", [1, 1, factor, factor], 4)],
        OnnxAttribute.Of("mode", "nearest"),
        OnnxAttribute.Of("coordinate_transformation_mode", "asymmetric"),
        OnnxAttribute.Of("nearest_mode", "floor"));

    /// <summary>Max-feature-map: the larger of each channel of the first half and its partner of the second.</summary>
    public string LargerHalf(string input, string name)
    {
        string[] halves = [$"{name}/first", $"{name}/second"];
        nodes.Add(new OnnxNode("Split", [input], halves, [OnnxAttribute.Of("axis", 1L)]));
        return Node("Max", name, halves);
    }

    /// <summary>Maps as rows.</summary>
    public string Rows(string input) => Node("Flatten", $"{input}/rows", [input], OnnxAttribute.Of("axis", 1L));

    /// <summary>The sum of two values.</summary>
    public string Sum(string first, string second, string name) => Node("Add", name, [first, second]);

    /// <summary>Shares of classes along axis 1.</summary>
    public string Shares(string input, string name) => Node("Softmax", name, [input], OnnxAttribute.Of("axis", 1L));

    /// <summary>Rows divided by their lengths, with ε inside the root.</summary>
    public string Unit(string input, string name, float epsilon)
    {
        OnnxAttribute[] perRow = [OnnxAttribute.Of("axes", [1L]), OnnxAttribute.Of("keepdims", 1L)];
        var squares = Node("ReduceSumSquare", $"{input}/squares", [input], perRow);
        var safe = Node("Add", $"{input}/safe", [squares, Constant($"{name}.epsilon", [epsilon])]);
        return Node("Div", $"{input}/unit", [input, Node("Sqrt", $"{input}/length", [safe])]);
    }

    /// <summary>An operation with one output.</summary>
    public string Node(string type, string output, IReadOnlyList<string> inputs, params OnnxAttribute[] attributes)
    {
        nodes.Add(new OnnxNode(type, inputs, [output], attributes));
        return output;
    }

    /// <summary>A constant.</summary>
    public string Constant(string name, ReadOnlySpan<float> numbers, params long[] shape)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("ONNX files can be written on little-endian machines only.");
        }

        initializers.Add(new StoredTensor(name, StoredType.F32, shape, MemoryMarshal.AsBytes(numbers).ToArray()));
        return name;
    }

    /// <summary>Lengths of axes as ONNX writes them: numbers, and names of those that vary.</summary>
    public static string[] Shape(params IEnumerable<object> lengths) =>
        [.. lengths.Select(length => Convert.ToString(length, CultureInfo.InvariantCulture)!)];

    // Each channel times a number. A normalisation of mean 0 and variance 1 is what ONNX Runtime does to maps in
    // blocks.
    private string Scaled(string input, string output, float[] factors)
    {
        string Same(float value)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"constant/{value}x{factors.Length}");
            return initializers.Exists(tensor => tensor.Name == name)
                ? name
                : Constant(name, Enumerable.Repeat(value, factors.Length).ToArray(), factors.Length);
        }

        return Node(
            "BatchNormalization",
            output,
            [input, Constant($"{output}.factor", factors, factors.Length), Same(0), Same(0), Same(1)],
            OnnxAttribute.Of("epsilon", 0f));
    }

    private string Slopes(string input, string layer, Func<long, long[]> shape)
    {
        var (slopes, found) = weights.Get($"{layer}.weight");
        return Node(
            "PRelu", layer, [input, Constant($"{layer}.weight", slopes, found.Length == 1 ? shape(found[0]) : found)]);
    }

    private void Integers(string name, params long[] values) => initializers.Add(new StoredTensor(
        name, StoredType.I64, [values.Length], MemoryMarshal.AsBytes<long>(values).ToArray()));
}
