using NormFace.Geometry;
using NormFace.Weights;

namespace NormFace.Conversion;

/// <summary>Brings tensors into files' form and back, bit by bit.</summary>
internal static class TensorStorage
{
    private static readonly (StoredType Stored, ScalarType Native)[] Types =
    [
        (StoredType.F64, ScalarType.Float64),
        (StoredType.F32, ScalarType.Float32),
        (StoredType.F16, ScalarType.Float16),
        (StoredType.BF16, ScalarType.BFloat16),
        (StoredType.I64, ScalarType.Int64),
        (StoredType.I32, ScalarType.Int32),
        (StoredType.I16, ScalarType.Int16),
        (StoredType.I8, ScalarType.Int8),
        (StoredType.U8, ScalarType.Byte),
        (StoredType.BOOL, ScalarType.Bool),
    ];

    /// <summary>Copies a tensor's numbers row by row, whatever its memory layout and device.</summary>
    /// <param name="name">Name the stored tensor gets.</param>
    /// <param name="tensor">Any shape, at most 2 GB; floating, integer or boolean. NaN and infinities are kept.</param>
    /// <returns>The stored tensor.</returns>
    /// <exception cref="ArgumentException">
    /// The type cannot be stored, or the tensor is too large; it is named.
    /// </exception>
    public static StoredTensor ToStored(string name, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(tensor);
        var type = Array.Find(Types, entry => entry.Native == tensor.dtype);

        if (type.Native != tensor.dtype || tensor.numel() * tensor.element_size() > Array.MaxLength)
        {
            throw new ArgumentException(
                $"'{name}' must be a floating, integer or boolean tensor of at most {Array.MaxLength} bytes, but was "
                + $"{tensor.dtype} of shape {Require.Shape(tensor)}.",
                nameof(tensor));
        }

        using var scope = NewDisposeScope();
        var rowByRow = tensor.detach().cpu().contiguous();
        return new StoredTensor(name, type.Stored, rowByRow.shape, rowByRow.bytes.ToArray());
    }

    /// <summary>Makes a tensor on the processor from stored numbers.</summary>
    /// <param name="stored">The stored tensor; its bytes are copied.</param>
    /// <returns>A tensor of its shape and type, row by row, that asks for no gradient.</returns>
    /// <exception cref="InvalidDataException">A boolean is neither 0 nor 1.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public static Tensor ToTensor(StoredTensor stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        Native.NativeStart.Ensure();

        // To libtorch, a boolean of another value is neither true nor false.
        if (stored.Type == StoredType.BOOL && stored.Bytes.Span.ContainsAnyExceptInRange((byte)0, (byte)1))
        {
            throw new InvalidDataException(
                $"'{stored.Name}' must hold booleans of 0 or 1, but one is neither. Get the file again.");
        }

        var tensor = empty([.. stored.Shape], Array.Find(Types, entry => entry.Stored == stored.Type).Native);
        if (stored.Count > 0)
        {
            stored.Bytes.Span.CopyTo(tensor.bytes);
        }

        return tensor;
    }
}
