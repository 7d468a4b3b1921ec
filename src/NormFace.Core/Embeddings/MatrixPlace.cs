using NormFace.Weights;

namespace NormFace.Embeddings;

/// <summary>Where the numbers of a matrix lie in a file, row by row.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Rows">N.</param>
/// <param name="Columns">D.</param>
/// <param name="Type">float16, float32 or float64, little-endian.</param>
internal readonly record struct MatrixPlace(long Offset, int Rows, int Columns, StoredType Type)
{
    /// <summary>Name of the type, for messages.</summary>
    public string TypeName => Type switch
    {
        StoredType.F16 => "float16",
        StoredType.F32 => "float32",
        _ => "float64",
    };

    /// <summary>Bytes of a row.</summary>
    public int RowByteCount => checked((int)(Columns * Type.ByteSize()));

    /// <summary>Bytes of all rows.</summary>
    public long ByteCount => (long)Rows * Columns * Type.ByteSize();
}
