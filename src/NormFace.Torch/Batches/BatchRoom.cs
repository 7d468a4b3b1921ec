namespace NormFace.Batches;

/// <summary>Room for a batch, used again and again: filled by a thread of the loader, read by the trainer.</summary>
/// <param name="count">Samples of a batch.</param>
internal abstract class BatchRoom(int count) : IDisposable
{
    /// <summary>Label of each sample.</summary>
    public long[] Labels { get; } = new long[count];

    /// <summary>Index of each sample in the data set.</summary>
    public int[] Indices { get; } = new int[count];

    /// <summary>Fills the room.</summary>
    /// <param name="samples">The samples, as many as there is room for.</param>
    /// <param name="seed">Seed of the augmentation.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidDataException">More samples cannot be read than allowed.</exception>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public abstract void Fill(IReadOnlyList<DrawnSample> samples, long seed, CancellationToken cancellation);

    /// <summary>What a network takes of the samples. It may share the memory of this room.</summary>
    /// <param name="device">Device of the tensor.</param>
    /// <param name="isChannelsLast">Whether channels stay together in memory.</param>
    public abstract Tensor ToTensor(Device device, bool isChannelsLast);

    /// <inheritdoc />
    public virtual void Dispose()
    {
    }
}
