namespace NormFace.Batches;

/// <summary>
/// Which samples each batch of a run holds: a pure function of the batch's number, so that any batch can be asked for.
/// </summary>
internal abstract class SampleOrder
{
    private protected SampleOrder(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        BatchSize = batchSize;
    }

    /// <summary>Samples of a batch.</summary>
    public int BatchSize { get; }

    /// <summary>Samples of an epoch.</summary>
    public abstract int EpochSize { get; }

    /// <summary>The samples of a batch. Safe from several threads.</summary>
    /// <param name="batch">Number of the batch, from 0.</param>
    /// <returns>Index and epoch of each sample.</returns>
    public abstract IReadOnlyList<DrawnSample> Batch(long batch);
}
