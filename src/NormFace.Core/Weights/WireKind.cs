namespace NormFace.Weights;

/// <summary>How protobuf stores a field, by the lowest three bits of its key.</summary>
internal enum WireKind
{
    Varint = 0,
    Fixed64 = 1,
    Delimited = 2,
    Fixed32 = 5,
}
