namespace NormFace.Weights;

/// <summary>A tensor in a PyTorch checkpoint: a way of walking through a storage.</summary>
internal sealed class TorchTensor
{
    private readonly TorchStorageView view;
    private readonly long offset;
    private readonly long[] shape;
    private readonly long[] strides;

    private TorchTensor(TorchStorageView view, long offset, long[] shape, long[] strides) =>
        (this.view, this.offset, this.shape, this.strides) = (view, offset, shape, strides);

    /// <summary>Type of the numbers.</summary>
    public StoredType Type => view.Storage.Type;

    /// <summary>Length of every axis; empty for a single number.</summary>
    public IReadOnlyList<long> Shape => shape;

    /// <summary>Bytes that <see cref="ToStored"/> copies: none if the numbers already lie row by row.</summary>
    internal long CopiedByteCount =>
        !IsRowByRow && TensorShape.TryByteCount(shape, Type.ByteSize(), out var byteCount) ? byteCount : 0;

    private bool IsRowByRow
    {
        get
        {
            var expected = 1L;
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                if (shape[axis] != 1 && strides[axis] != expected)
                {
                    return shape.Contains(0);
                }

                expected *= shape[axis];
            }

            return true;
        }
    }

    /// <summary>Describes a tensor, refusing whatever would leave its storage.</summary>
    /// <exception cref="InvalidDataException">The shape is not a shape, or a number lies outside.</exception>
    internal static TorchTensor Of(TorchStorageView view, long offset, long[] shape, long[] strides)
    {
        if (shape.Length != strides.Length
            || !TensorShape.TryByteCount(shape, view.Storage.Type.ByteSize(), out var byteCount)
            || byteCount > Array.MaxLength)
        {
            throw Refused("valid tensor");
        }

        var last = (Int128)offset;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            last += (Int128)Math.Max(shape[axis] - 1, 0) * strides[axis];
        }

        if (offset < 0 || strides.Any(stride => stride < 0) || (byteCount > 0 && last >= view.Count))
        {
            throw Refused($"tensor inside the {view.Count} numbers of its storage");
        }

        return new TorchTensor(view, offset, shape, strides);

        InvalidDataException Refused(string expected) => new(
            $"expected a {expected}, found a tensor of shape {TensorShape.Text(shape)}, strides "
            + $"{TensorShape.Text(strides)} at {offset} of storage '{view.Storage.Key}'.");
    }

    /// <summary>The numbers row by row. Shared with the checkpoint where they lie so already, else copied.</summary>
    /// <param name="name">Name the stored tensor gets.</param>
    /// <returns>The stored tensor.</returns>
    public StoredTensor ToStored(string name)
    {
        var size = Type.ByteSize();
        _ = TensorShape.TryByteCount(shape, size, out var byteCount);
        var start = (int)((view.Offset + offset) * size);
        var numbers = byteCount == 0 ? default
            : IsRowByRow ? view.Storage.Bytes.Slice(start, (int)byteCount)
            : StridedNumbers.Gather(view.Storage.Bytes.Span[start..], size, shape, strides, (int)byteCount);
        return new StoredTensor(name, Type, shape, numbers);
    }
}
