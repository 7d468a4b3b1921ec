namespace NormFace.Batches;

/// <summary>Keeps pictures that were decoded once, up to a limit of memory; the rest is decoded each time.</summary>
/// <remarks>
/// What is kept is the prepared picture before augmentation, so a run sees the same bytes with and without it.
/// </remarks>
/// <param name="count">Pictures of the data set.</param>
/// <param name="bytesPerPicture">Bytes of a prepared picture.</param>
/// <param name="limit">Bytes that may be kept.</param>
internal sealed class PixelCache(int count, int bytesPerPicture, long limit)
{
    private readonly byte[]?[] kept = new byte[count][];

    /// <summary>Pictures that find room: the first of the data set, whatever the order they come in.</summary>
    public int Room { get; } = (int)Math.Min(count, limit / bytesPerPicture);

    /// <summary>Copies a picture that is kept.</summary>
    public bool TryRead(int index, Span<byte> destination)
    {
        if (Volatile.Read(ref kept[index]) is not { } pixels)
        {
            return false;
        }

        pixels.CopyTo(destination);
        return true;
    }

    /// <summary>Keeps a picture where there is room for it.</summary>
    public void Keep(int index, ReadOnlySpan<byte> pixels)
    {
        if (index < Room)
        {
            Volatile.Write(ref kept[index], pixels.ToArray());
        }
    }
}
