namespace NormFace.Batches;

/// <summary>Samples and labels of a step, on the device.</summary>
/// <param name="Input">What the network takes, float32: pictures scaled by the contract, <c>[N, C, H, W]</c>, or rows,
/// <c>[N, D]</c>.</param>
/// <param name="Labels">Shape <c>[N]</c>, int64.</param>
/// <param name="Indices">Index of each sample in the data set, for errors that name it; until it is disposed.</param>
internal sealed record SampleBatch(Tensor Input, Tensor Labels, IReadOnlyList<int> Indices) : IDisposable
{
    private bool isReleased;

    /// <summary>Told when the batch is disposed, and its memory may be used again.</summary>
    public Action? Released { get; init; }

    /// <inheritdoc />
    public void Dispose()
    {
        Input.Dispose();
        Labels.Dispose();
        if (!isReleased)
        {
            isReleased = true;
            Released?.Invoke();
        }
    }
}
