using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace NormFace.Weights;

/// <summary>Brings TensorFlow's tensors to the names and axes of ours: outputs first, dots between scopes.</summary>
/// <remarks>
/// <para>
/// A convolution <c>[H, W, I, O]</c> becomes <c>[O, I, H, W]</c>, a depthwise one <c>[H, W, C, M]</c> becomes
/// <c>[C·M, 1, H, W]</c>, a product <c>[I, O]</c> becomes <c>[O, I]</c>.
/// </para>
/// <para>
/// A factor and an offset for each channel behind a convolution are folded into it, as they are in the plans: frozen
/// batch normalisations of converted graphs (<c>NAME_bn/batchnorm/mul</c> and <c>/sub</c>), and dlib's affine layers
/// (<c>NAME/scale/weights</c> and <c>/biases</c>). Constants without axes and tensors of whole numbers are parts of the
/// graph, not weights, and are left out.
/// </para>
/// </remarks>
internal static partial class TensorFlowLayout
{
    private enum Role
    {
        Kernel,
        DepthwiseKernel,
        Bias,
        Factor,
        Offset,
    }

    /// <summary>Converts every tensor.</summary>
    /// <param name="tensors">As the file names them, with unique names.</param>
    /// <param name="source">Name of the file, for errors.</param>
    /// <returns>The tensors under our names.</returns>
    /// <exception cref="InvalidDataException">Parts of a layer do not fit each other; it is named.</exception>
    public static IReadOnlyList<StoredTensor> Converted(IReadOnlyList<StoredTensor> tensors, string source)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var weights = tensors.Where(tensor => tensor.Type == StoredType.F32 && tensor.Shape.Count > 0);
        return
        [
            .. weights.GroupBy(tensor => Owner(tensor).Layer, StringComparer.Ordinal)
                .SelectMany(layer => Layer(layer.Key, [.. layer], source)),
        ];
    }

    private static IEnumerable<StoredTensor> Layer(string layer, StoredTensor[] tensors, string source)
    {
        var parts = tensors.Select(tensor => (Owner(tensor).Role, Tensor: tensor)).ToArray();
        if (parts.GroupBy(part => part.Role).Any(group => group.Count() > 1))
        {
            throw Malformed.In(
                source, layer, "one tensor of each kind", string.Join(", ", tensors.Select(tensor => tensor.Name)));
        }

        var kernel = parts.FirstOrDefault(part => part.Role is Role.Kernel or Role.DepthwiseKernel).Tensor;
        var (factor, bias, offset) = (Of(Role.Factor), Of(Role.Bias), Of(Role.Offset));
        var name = layer.Replace('/', '.');
        if (kernel is null)
        {
            return tensors.Select(tensor => new StoredTensor(
                tensor.Name.Replace('/', '.'), tensor.Type, tensor.Shape, tensor.Bytes));
        }

        var (weight, shape) = OutputsFirst(kernel, Owner(kernel).Role == Role.DepthwiseKernel, source);
        var outputs = (int)shape[0];
        foreach (var vector in new[] { factor, bias, offset }.OfType<StoredTensor>())
        {
            if (vector.Shape is not [var length] || length != outputs)
            {
                throw Malformed.In(source, vector.Name, $"shape [{outputs}]", TensorShape.Text(vector.Shape));
            }
        }

        var (factors, biases, offsets) = (Numbers(factor), Numbers(bias), Numbers(offset));
        for (var index = 0; index < weight.Length && factors is not null; index++)
        {
            weight[index] *= factors[index / (weight.Length / outputs)];
        }

        var folded = new float[outputs];
        for (var output = 0; output < outputs; output++)
        {
            folded[output] = (float)(((double)(biases?[output] ?? 0) * (factors?[output] ?? 1))
                + (offsets?[output] ?? 0));
        }

        var stored = Stored($"{name}.weight", shape, weight);
        return biases is null && offsets is null ? [stored] : [stored, Stored($"{name}.bias", [outputs], folded)];

        StoredTensor? Of(Role role) => parts.FirstOrDefault(part => part.Role == role).Tensor;
    }

    private static (float[] Numbers, long[] Shape) OutputsFirst(StoredTensor tensor, bool isDepthwise, string source)
    {
        var numbers = Numbers(tensor)!;
        if (tensor.Shape is [var inputs, var units])
        {
            return (Reordered(1, 1, inputs, units), [units, inputs]);
        }

        if (tensor.Shape is not [var height, var width, var channels, var last])
        {
            throw Malformed.In(
                source, tensor.Name, "a kernel of two or four axes", TensorShape.Text(tensor.Shape));
        }

        // The axes of a depthwise kernel are in the order of its outputs already.
        return isDepthwise
            ? (Reordered(height, width, 1, channels * last), [channels * last, 1, height, width])
            : (Reordered(height, width, channels, last), [last, channels, height, width]);

        float[] Reordered(long height, long width, long inputs, long outputs)
        {
            var result = new float[numbers.Length];
            for (var from = 0; from < result.Length; from++)
            {
                var (place, output) = Math.DivRem(from, outputs);
                var (cell, input) = Math.DivRem(place, inputs);
                result[(((output * inputs) + input) * height * width) + cell] = numbers[from];
            }

            return result;
        }
    }

    private static (string Layer, Role? Role) Owner(StoredTensor tensor)
    {
        foreach (var (pattern, role) in Patterns)
        {
            if (pattern.Match(tensor.Name) is { Success: true } match
                && (role is not (Role.Kernel or Role.DepthwiseKernel) || tensor.Shape.Count is 2 or 4))
            {
                return (match.Groups["layer"].Value, role);
            }
        }

        return (tensor.Name, null);
    }

    private static IEnumerable<(Regex Pattern, Role Role)> Patterns =>
    [
        (KernelName(), Role.Kernel),
        (DepthwiseName(), Role.DepthwiseKernel),
        (FactorName(), Role.Factor),
        (OffsetName(), Role.Offset),
        (BiasName(), Role.Bias),
    ];

    private static float[]? Numbers(StoredTensor? tensor) =>
        tensor is null ? null : MemoryMarshal.Cast<byte, float>(tensor.Bytes.Span).ToArray();

    private static StoredTensor Stored(string name, IEnumerable<long> shape, float[] numbers) =>
        new(name, StoredType.F32, shape, MemoryMarshal.AsBytes<float>(numbers).ToArray());

    [GeneratedRegex(
        "^(?<layer>.+?)/(conv/filters|convolution/merged_input|merged_input|kernel|filters)$|^(?<layer>[^/]+)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex KernelName();

    [GeneratedRegex("^(?<layer>.+)/depthwise_(kernel|filter|filters)$", RegexOptions.ExplicitCapture)]
    private static partial Regex DepthwiseName();

    [GeneratedRegex("^(?<layer>.+)(/scale/weights|_bn/[^/]+/mul)$", RegexOptions.ExplicitCapture)]
    private static partial Regex FactorName();

    [GeneratedRegex("^(?<layer>.+)(/scale/biases|_bn/[^/]+/sub)$", RegexOptions.ExplicitCapture)]
    private static partial Regex OffsetName();

    [GeneratedRegex("^(?<layer>.+?)(/conv)?/(bias|biases)$", RegexOptions.ExplicitCapture)]
    private static partial Regex BiasName();
}
