namespace NormFace.Weights;

/// <summary>A tensor as files hold it: a name, a type, a shape, and the numbers row by row.</summary>
public sealed class StoredTensor
{
    /// <summary>Describes a tensor; the bytes are not copied.</summary>
    /// <param name="name">Name, unique in its file.</param>
    /// <param name="type">Type of the numbers.</param>
    /// <param name="shape">
    /// Length of every axis, each at least 0, at most 64 of them; none for a single number. Copied.
    /// </param>
    /// <param name="bytes">The numbers, little-endian, the last axis fastest.</param>
    /// <exception cref="ArgumentException">
    /// The shape is not a shape, or the bytes do not fill it; both are quoted.
    /// </exception>
    public StoredTensor(string name, StoredType type, IEnumerable<long> shape, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        long[] lengths = [.. shape];

        if (!TensorShape.TryByteCount(lengths, type.ByteSize(), out var byteCount))
        {
            throw new ArgumentException(
                $"shape of '{name}' must have lengths of at least 0 and a size that can be counted, but was "
                + $"{TensorShape.Text(lengths)}.",
                nameof(shape));
        }

        if (byteCount != bytes.Length)
        {
            throw new ArgumentException(
                $"bytes of '{name}' must be {byteCount} for {type} of shape {TensorShape.Text(lengths)}, but were "
                + $"{bytes.Length}.",
                nameof(bytes));
        }

        (Name, Type, Shape, Bytes) = (name, type, Array.AsReadOnly(lengths), bytes);
    }

    /// <summary>Name, such as <c>conv1.weight</c>.</summary>
    public string Name { get; }

    /// <summary>Type of the numbers.</summary>
    public StoredType Type { get; }

    /// <summary>Length of every axis; empty for a single number.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The numbers, little-endian, the last axis fastest.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>How many numbers there are.</summary>
    public long Count => Bytes.Length / Type.ByteSize();

    /// <summary>The same numbers under another name; the bytes are shared.</summary>
    /// <param name="name">The other name.</param>
    /// <returns>The renamed tensor.</returns>
    public StoredTensor Named(string name) => new(name, Type, Shape, Bytes);

    /// <summary>The same numbers in another shape of as many; the bytes are shared.</summary>
    /// <param name="shape">The other shape.</param>
    /// <returns>The reshaped tensor.</returns>
    /// <exception cref="ArgumentException">The other shape holds another number of numbers.</exception>
    public StoredTensor Reshaped(IEnumerable<long> shape) => new(Name, Type, shape, Bytes);

    /// <summary>For people and errors: <c>conv1.weight F32 [64, 3, 3, 3]</c>.</summary>
    public override string ToString() => $"{Name} {Type} {TensorShape.Text(Shape)}";
}
