namespace NormFace.Batches;

/// <summary>Pictures and labels of a step, on the device.</summary>
/// <param name="Pictures">Scaled by the contract. Shape <c>[N, C, H, W]</c>, float32.</param>
/// <param name="Labels">Shape <c>[N]</c>, int64.</param>
/// <param name="Indices">Index of each picture in the data set, for errors that name it.</param>
internal sealed record PictureBatch(Tensor Pictures, Tensor Labels, IReadOnlyList<int> Indices) : IDisposable
{
    /// <inheritdoc />
    public void Dispose()
    {
        Pictures.Dispose();
        Labels.Dispose();
    }
}
