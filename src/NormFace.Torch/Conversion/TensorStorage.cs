using NormFace.Weights;

namespace NormFace.Conversion;

/// <summary>STUB.</summary>
public static class TensorStorage
{
    /// <summary>Stub.</summary>
    public static StoredTensor ToStored(string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var flat = tensor.detach().cpu().contiguous();
        var type = tensor.dtype switch { ScalarType.Float32 => StoredType.F32, ScalarType.Float64 => StoredType.F64, ScalarType.Int64 => StoredType.I64, _ => throw new NotSupportedException() };
        return new StoredTensor(name, type, tensor.shape, flat.bytes.ToArray());
    }

    /// <summary>Stub.</summary>
    public static Tensor ToTensor(StoredTensor stored)
    {
        var type = stored.Type switch { StoredType.F32 => ScalarType.Float32, StoredType.F64 => ScalarType.Float64, _ => ScalarType.Int64 };
        var t = zeros([.. stored.Shape], type);
        t.bytes = stored.Bytes.ToArray();
        return t;
    }
}
