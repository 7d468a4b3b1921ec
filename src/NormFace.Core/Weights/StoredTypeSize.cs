namespace NormFace.Weights;

/// <summary>How much room a type takes.</summary>
internal static class StoredTypeSize
{
    /// <summary>Bytes of one number.</summary>
    /// <param name="type">The type.</param>
    /// <returns>1, 2, 4 or 8.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such type.</exception>
    public static int ByteSize(this StoredType type) => type switch
    {
        StoredType.F64 or StoredType.I64 => 8,
        StoredType.F32 or StoredType.I32 => 4,
        StoredType.F16 or StoredType.BF16 or StoredType.I16 => 2,
        StoredType.I8 or StoredType.U8 or StoredType.BOOL => 1,
        _ =>
            throw new ArgumentOutOfRangeException(
                nameof(type), type, $"type must be one of the stored types, but was {type}."),
    };
}
