using System.Runtime.InteropServices;
using NormFace.Weights;

namespace NormFace.Detection;

/// <summary>Brings the published weights of MTCNN into one form: for upright pictures, products counting channels,
/// rows, columns; names as in the PyTorch files.</summary>
/// <remarks>
/// The networks were trained in MATLAB, whose arrays run down columns first, so Caffe saw every picture with rows and
/// columns swapped. Its kernels are turned back here, and the numbers of the product after the last map, which count
/// channels, columns, rows. The PyTorch files went through TensorFlow: their kernels are upright, their product counts
/// columns, rows, channels. Found by comparing the files' numbers, and tested.
/// </remarks>
internal static class MtcnnOrder
{
    /// <summary>Rows and columns of the last map before the product.</summary>
    private const int MapSide = 3;

    /// <summary>The weights of a network in our form.</summary>
    /// <exception cref="InvalidDataException">A tensor has not the shape that its network gives it.</exception>
    public static IReadOnlyList<StoredTensor> Upright(
        ForeignWeights weights, WeightForm form, MtcnnStage stage, string file) =>
        [
            .. weights.Tensors.Select(
                tensor => form == WeightForm.Caffe ? OfCaffe(tensor, stage, file) : OfTorch(tensor, stage, file)),
        ];

    private static StoredTensor OfCaffe(StoredTensor tensor, MtcnnStage stage, string file)
    {
        var named = tensor.Named(CaffeName(tensor.Name.ToLowerInvariant().Replace('-', '_'), stage));
        if (named.Name == $"{Product(stage)}.weight")
        {
            return Reordered(
                named, file, (channel, row, column, channels) => (((channel * MapSide) + column) * MapSide) + row);
        }

        return named.Shape is [_, _, > 1, > 1] ? Turned(named)
            : named.Shape is [1, 1, _, _] ? named.Reshaped(named.Shape.Skip(2)) // a product in Caffe's old form
            : named;
    }

    private static StoredTensor OfTorch(StoredTensor tensor, MtcnnStage stage, string file) =>
        tensor.Name == $"{Product(stage)}.weight"
        ? Reordered(tensor, file, (channel, row, column, channels) => (((column * MapSide) + row) * channels) + channel)
        : tensor;

    /// <summary>Name of the product that reads the last map.</summary>
    private static string Product(MtcnnStage stage) => stage == MtcnnStage.Refinement ? "dense4" : "dense5";

    private static string CaffeName(string name, MtcnnStage stage) => (stage, name.Split('.')[0]) switch
    {
        (MtcnnStage.Refinement, "conv4" or "conv5_1" or "conv5_2") or (
            MtcnnStage.Output, "conv5" or "conv6_1" or "conv6_2" or "conv6_3") => "dense" + name["conv".Length..],
        _ => name,
    };

    // Swaps rows and columns of every kernel.
    private static StoredTensor Turned(StoredTensor kernels)
    {
        var (rows, columns) = ((int)kernels.Shape[2], (int)kernels.Shape[3]);
        var from = MemoryMarshal.Cast<byte, float>(kernels.Bytes.Span);
        var area = rows * columns;
        var to = new float[from.Length];
        for (var index = 0; index < to.Length; index++)
        {
            var (row, column) = (index % area / columns, index % columns);
            to[index - (index % area) + (column * rows) + row] = from[index];
        }

        return new StoredTensor(
            kernels.Name,
            kernels.Type,
            [kernels.Shape[0], kernels.Shape[1], columns, rows],
            MemoryMarshal.AsBytes(to.AsSpan()).ToArray());
    }

    private static StoredTensor Reordered(StoredTensor product, string file, Func<int, int, int, int, int> place)
    {
        var (outputs, inputs) = (
            product.Shape.Count >= 2 ? (int)product.Shape[^2] : 0,
            product.Shape.Count >= 1 ? (int)product.Shape[^1] : 0);
        if (product.Type != StoredType.F32 || inputs % (MapSide * MapSide) != 0
            || product.Count != (long)outputs * inputs)
        {
            throw new InvalidDataException(
                $"{file}({product.Name}): expected float32 rows for a map of {MapSide}x{MapSide}, found {product}.");
        }

        var from = MemoryMarshal.Cast<byte, float>(product.Bytes.Span);
        var (to, channels) = (new float[from.Length], inputs / (MapSide * MapSide));
        for (var index = 0; index < to.Length; index++)
        {
            var (start, input) = (index - (index % inputs), index % inputs);
            var (channel, row, column) = (input / (MapSide * MapSide), input / MapSide % MapSide, input % MapSide);
            to[index] = from[start + place(channel, row, column, channels)];
        }

        return new StoredTensor(
            product.Name, product.Type, [outputs, inputs], MemoryMarshal.AsBytes(to.AsSpan()).ToArray());
    }
}
