namespace NormFace.Batches;

/// <summary>Samples with labels, of which batches are filled.</summary>
/// <param name="labels">Label of each sample, at least 0.</param>
internal abstract class SampleSet(IReadOnlyList<int> labels)
{
    /// <summary>Label of each sample.</summary>
    public IReadOnlyList<int> Labels { get; } = labels;

    /// <summary>Most bytes that samples kept in memory take.</summary>
    public abstract long CacheBytes { get; }

    /// <summary>Makes room for batches of a size.</summary>
    /// <param name="count">Samples of a batch, at least 1.</param>
    public abstract BatchRoom CreateRoom(int count);

    /// <summary>Samples of noise, as a network takes them, to measure with.</summary>
    /// <param name="count">Number of samples, at least 1.</param>
    /// <param name="device">Device of the tensor.</param>
    /// <param name="isChannelsLast">Whether channels stay together in memory.</param>
    public abstract Tensor Noise(int count, Device device, bool isChannelsLast);
}
