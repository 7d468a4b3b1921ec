namespace NormFace.Training;

/// <summary>Samples of people who are kept out, as a network takes them.</summary>
/// <param name="indices">Which of those kept out they are.</param>
internal abstract class HeldOutSamples(IReadOnlyList<int> indices)
{
    /// <summary>Which of those kept out they are.</summary>
    public IReadOnlyList<int> Indices => indices;

    /// <summary>Some samples one after the other, on the device.</summary>
    public abstract Tensor Batch(int first, int count);
}
