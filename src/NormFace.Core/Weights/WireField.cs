namespace NormFace.Weights;

/// <summary>A field of a protobuf message.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">How it is stored.</param>
/// <param name="Value">The number of a <see cref="WireKind.Varint"/>, else 0.</param>
/// <param name="Bytes">The content of any other kind.</param>
/// <param name="Position">Where the content begins in the file.</param>
internal readonly record struct WireField(int Number, WireKind Kind, ulong Value, ReadOnlyMemory<byte> Bytes, long Position);
