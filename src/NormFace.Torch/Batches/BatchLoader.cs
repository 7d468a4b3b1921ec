namespace NormFace.Batches;

/// <summary>
/// Prepares batches ahead of the trainer on several threads; what a batch holds depends on its number and nothing else.
/// </summary>
/// <remarks>
/// Bounded: at most a few batches lie ready. Buffers go round. Errors come out of <see cref="Next"/>, at the batch they
/// belong to.
/// </remarks>
internal sealed class BatchLoader : IDisposable
{
    private readonly PictureSet pictures;
    private readonly SampleOrder order;
    private readonly long seed;
    private readonly int depth;
    private readonly Queue<Task<BatchBytes>> ahead = new();
    private readonly System.Collections.Concurrent.ConcurrentBag<BatchBytes> idle = [];
    private readonly TaskFactory workers;
    private readonly CancellationTokenSource stop = new();
    private long nextToPrepare;

    /// <summary>Creates a loader; preparation starts with the first <see cref="Next"/>.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="order">Which of them each batch holds.</param>
    /// <param name="seed">Seed of the augmentation.</param>
    /// <param name="firstBatch">
    /// Number of the batch to start with, at least 0: a resumed run starts where it stopped.
    /// </param>
    /// <param name="threads">Threads that decode, at least 1.</param>
    public BatchLoader(PictureSet pictures, SampleOrder order, long seed, long firstBatch = 0, int threads = 2)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentOutOfRangeException.ThrowIfNegative(firstBatch);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        (this.pictures, this.order, this.seed) = (pictures, order, seed);
        nextToPrepare = firstBatch;
        depth = threads + 2;
        workers = new TaskFactory(
            new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler);
    }

    /// <summary>
    /// Batches that lie ready or are being prepared; 0 ready ones mean that the trainer waits for the loader.
    /// </summary>
    public int ReadyCount => ahead.Count(task => task.IsCompleted);

    /// <summary>The next batch.</summary>
    /// <param name="device">Device of its tensors.</param>
    /// <param name="isChannelsLast">Whether channels stay together in memory.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The batch; the caller disposes it.</returns>
    /// <exception cref="InvalidDataException">Pictures cannot be read, more of them than allowed.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public PictureBatch Next(Device device, bool isChannelsLast = true, CancellationToken cancellation = default)
    {
        while (ahead.Count < depth)
        {
            var number = nextToPrepare++;
            ahead.Enqueue(workers.StartNew(() => Prepare(number), stop.Token));
        }

        _ = Task.WaitAny([ahead.Peek()], cancellation);
        var bytes = ahead.Dequeue().GetAwaiter().GetResult();
        var batch = new PictureBatch(
            PictureTensor.From(bytes.Pixels, pictures.Contract, device, isChannelsLast),
            tensor(bytes.Labels, device: device),
            [.. bytes.Indices]);
        idle.Add(bytes);
        return batch;
    }

    /// <summary>Ends the preparation.</summary>
    public void Dispose()
    {
        stop.Cancel();
        while (ahead.TryDequeue(out var task))
        {
            _ = Task.WaitAny(task);
        }

        stop.Dispose();
    }

    private BatchBytes Prepare(long number)
    {
        var samples = order.Batch(number);
        var size = pictures.Contract.ByteCount;
        if (!idle.TryTake(out var batch))
        {
            batch = new BatchBytes(
                new byte[samples.Count * size], new byte[size], new long[samples.Count], new int[samples.Count]);
        }

        for (var place = 0; place < samples.Count; place++)
        {
            stop.Token.ThrowIfCancellationRequested();
            var pixels = batch.Pixels.AsSpan(place * size, size);
            var shown = pictures.Read(samples[place], seed, pixels, batch.Scratch, stop.Token);
            (batch.Labels[place], batch.Indices[place]) = (pictures.Labels[shown], shown);
        }

        return batch;
    }
}
