namespace NormFace.Weights;

/// <summary>A run of numbers that tensors of a checkpoint look into; several tensors may share one.</summary>
/// <param name="key">Its key in the file.</param>
/// <param name="type">Type of the numbers.</param>
/// <param name="count">How many numbers the pickle says there are.</param>
internal sealed class TorchStorage(string key, StoredType type, long count)
{
    private byte[]? bytes;

    public string Key { get; } = key;

    public StoredType Type { get; } = type;

    public long Count { get; } = count;

    /// <summary>The numbers, little-endian, once they have been read.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    public bool IsRead => bytes is not null;

    /// <summary>Bytes of the numbers.</summary>
    public Int128 ByteCount => (Int128)Count * Type.ByteSize();

    /// <summary>Gives it its numbers, as many bytes as it counts.</summary>
    /// <param name="stored">The bytes; kept, and turned around in place where they are big-endian.</param>
    /// <param name="isBigEndian">Whether every number has its highest byte first.</param>
    public void Fill(byte[] stored, bool isBigEndian)
    {
        var size = Type.ByteSize();
        for (var start = 0; isBigEndian && size > 1 && start < stored.Length; start += size)
        {
            stored.AsSpan(start, size).Reverse();
        }

        bytes = stored;
    }
}
