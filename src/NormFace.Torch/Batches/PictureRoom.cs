namespace NormFace.Batches;

/// <summary>Room for a batch of pictures, as bytes until they become a tensor.</summary>
internal sealed class PictureRoom(PictureSet pictures, int count) : BatchRoom(count)
{
    private readonly byte[] pixels = new byte[count * pictures.Contract.ByteCount]; // channels together
    private readonly byte[] scratch = new byte[pictures.Contract.ByteCount]; // one picture, in which augmentation works

    /// <inheritdoc />
    public override void Fill(IReadOnlyList<DrawnSample> samples, long seed, CancellationToken cancellation)
    {
        for (var place = 0; place < samples.Count; place++)
        {
            cancellation.ThrowIfCancellationRequested();
            var shown = pictures.Read(
                samples[place],
                seed,
                pixels.AsSpan(place * scratch.Length, scratch.Length),
                scratch,
                cancellation);
            (Labels[place], Indices[place]) = (pictures.Labels[shown], shown);
        }
    }

    /// <inheritdoc />
    public override Tensor ToTensor(Device device, bool isChannelsLast) =>
        PictureTensor.From(pixels, pictures.Contract, device, isChannelsLast);
}
