using NormFace.Sampling;

namespace NormFace.Batches;

/// <summary>Every sample once an epoch, in a new random order; batches continue across the end of an epoch.</summary>
/// <param name="count">Samples of the data set, at least 1.</param>
/// <param name="batchSize">Samples of a batch, at least 1.</param>
/// <param name="seed">Seed of the run.</param>
internal sealed class ShuffledOrder(int count, int batchSize, long seed) : SampleOrder(batchSize)
{
    private const long Purpose = 1; // keeps this stream apart from others of the same seed

    private volatile EpochOrder? last;
    private volatile EpochOrder? beforeLast;

    /// <inheritdoc />
    public override int EpochSize { get; } = count >= 1
        ? count
        : throw new ArgumentOutOfRangeException(nameof(count), count, $"count must be at least 1, but was {count}.");

    /// <inheritdoc />
    public override IReadOnlyList<DrawnSample> Batch(long batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        var samples = new DrawnSample[BatchSize];
        for (var place = 0; place < samples.Length; place++)
        {
            var position = (batch * BatchSize) + place;
            var epoch = position / EpochSize;
            samples[place] = new DrawnSample(OrderOf(epoch)[(int)(position % EpochSize)], epoch);
        }

        return samples;
    }

    // Two epochs are kept, since threads work on both sides of an end. Losing a race costs a second shuffle and nothing
    // else.
    private int[] OrderOf(long epoch)
    {
        if (last is { } one && one.Epoch == epoch)
        {
            return one.Indices;
        }

        if (beforeLast is { } two && two.Epoch == epoch)
        {
            return two.Indices;
        }

        var indices = Enumerable.Range(0, EpochSize).ToArray();
        new SeededDraw(seed, epoch, third: Purpose).Shuffle(indices.AsSpan());
        beforeLast = last;
        last = new EpochOrder(epoch, indices);
        return indices;
    }

    private sealed record EpochOrder(long Epoch, int[] Indices);
}
