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
    private readonly SampleSet samples;
    private readonly SampleOrder order;
    private readonly long seed;
    private readonly int depth;
    private readonly Queue<Task<BatchRoom>> ahead = new();
    private readonly System.Collections.Concurrent.ConcurrentBag<BatchRoom> idle = [];
    private readonly TaskFactory workers;
    private readonly CancellationTokenSource stop = new();
    private long nextToPrepare;
    private bool isDisposed;

    /// <summary>Creates a loader; preparation starts with the first <see cref="Next"/>.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="order">Which of them each batch holds.</param>
    /// <param name="seed">Seed of the augmentation.</param>
    /// <param name="firstBatch">
    /// Number of the batch to start with, at least 0: a resumed run starts where it stopped.
    /// </param>
    /// <param name="threads">Threads that decode, at least 1.</param>
    public BatchLoader(SampleSet samples, SampleOrder order, long seed, long firstBatch = 0, int threads = 2)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentOutOfRangeException.ThrowIfNegative(firstBatch);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        (this.samples, this.order, this.seed) = (samples, order, seed);
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
    public SampleBatch Next(Device device, bool isChannelsLast = true, CancellationToken cancellation = default)
    {
        while (ahead.Count < depth)
        {
            var number = nextToPrepare++;
            ahead.Enqueue(workers.StartNew(() => Prepare(number), stop.Token));
        }

        _ = Task.WaitAny([ahead.Peek()], cancellation);
        var room = ahead.Dequeue().GetAwaiter().GetResult();
        return new SampleBatch(
            room.ToTensor(device, isChannelsLast), tensor(room.Labels, device: device), room.Indices)
        {
            Released = () => GiveBack(room),
        };
    }

    /// <summary>Ends the preparation.</summary>
    public void Dispose()
    {
        stop.Cancel();
        while (ahead.TryDequeue(out var task))
        {
            _ = Task.WaitAny(task);
            if (task.IsCompletedSuccessfully)
            {
                task.Result.Dispose();
            }
        }

        isDisposed = true;
        while (idle.TryTake(out var room))
        {
            room.Dispose();
        }

        stop.Dispose();
    }

    // A batch may outlive the loader.
    private void GiveBack(BatchRoom room)
    {
        if (isDisposed)
        {
            room.Dispose();
        }
        else
        {
            idle.Add(room);
        }
    }

    private BatchRoom Prepare(long number)
    {
        var drawn = order.Batch(number);
        if (!idle.TryTake(out var room))
        {
            room = samples.CreateRoom(drawn.Count);
        }

        try
        {
            room.Fill(drawn, seed, stop.Token);
            return room;
        }
        catch
        {
            idle.Add(room);
            throw;
        }
    }
}
