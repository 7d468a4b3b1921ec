namespace NormFace.Batches;

/// <summary>Rows of features with labels.</summary>
/// <param name="labels">Label of each row, at least 0.</param>
/// <param name="size">Numbers of a row.</param>
/// <param name="copy">Copies the row of an index. Called from several threads.</param>
internal sealed class FeatureRows(IReadOnlyList<int> labels, int size, Action<int, Span<float>> copy)
    : SampleSet(labels)
{
    /// <summary>Numbers of a row.</summary>
    public int Size => size;

    /// <inheritdoc />
    public override long CacheBytes => 0;

    /// <inheritdoc />
    public override BatchRoom CreateRoom(int count) => new FeatureRoom(this, count);

    /// <inheritdoc />
    public override Tensor Noise(int count, Device device, bool isChannelsLast)
    {
        using var generator = new Generator(1, CPU);
        using var noise = randn([count, size], generator: generator);
        return noise.to(device, copy: true);
    }

    /// <summary>Copies a row.</summary>
    /// <param name="index">Its index.</param>
    /// <param name="destination">Takes it. Shape <c>[D]</c>.</param>
    public void Copy(int index, Span<float> destination) => copy(index, destination);
}
