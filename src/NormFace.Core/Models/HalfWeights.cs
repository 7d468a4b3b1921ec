using System.Runtime.InteropServices;
using NormFace.Weights;

namespace NormFace.Models;

/// <summary>A model whose file takes about half the space: its weights as numbers of 16 bits.</summary>
/// <remarks>
/// Weights of convolutions and products become float16, with about three significant digits. What has one axis stays as
/// it is: biases, slopes, and the scales and statistics of normalisations, which are few. The model is computed in
/// float32 as before, and takes no less memory in use.
/// </remarks>
public static class HalfWeights
{
    /// <summary>Rounds the weights of a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The same model with rounded weights; one that has them already is unchanged.</returns>
    /// <exception cref="InvalidDataException">
    /// A weight is not finite, or too large for float16 (65,504); its tensor is named.
    /// </exception>
    public static ModelFile Of(ModelFile model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model with { Tensors = [.. model.Tensors.Select(Rounded)] };
    }

    /// <summary>The numbers of a tensor of float32 or float16.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <returns>As float32; null for a tensor of another type.</returns>
    public static float[]? Singles(StoredTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Type switch
        {
            StoredType.F32 => MemoryMarshal.Cast<byte, float>(tensor.Bytes.Span).ToArray(),
            StoredType.F16 => Array.ConvertAll(
                MemoryMarshal.Cast<byte, Half>(tensor.Bytes.Span).ToArray(), number => (float)number),
            _ => null,
        };
    }

    private static StoredTensor Rounded(StoredTensor tensor)
    {
        if (tensor.Type != StoredType.F32 || tensor.Shape.Count < 2)
        {
            return tensor;
        }

        var halves = Array.ConvertAll(
            MemoryMarshal.Cast<byte, float>(tensor.Bytes.Span).ToArray(), number => (Half)number);
        return Array.TrueForAll(halves, Half.IsFinite)
            ? new StoredTensor(tensor.Name, StoredType.F16, tensor.Shape, MemoryMarshal.AsBytes<Half>(halves).ToArray())
            : throw new InvalidDataException(
                $"{tensor.Name}: weights must be finite and at most 65504 to be stored in 16 bits.");
    }
}
