using NormFace.Batches;
using NormFace.Datasets;
using NormFace.Pictures;

namespace NormFace.Training;

/// <summary>Pictures of people who are kept out, decoded once.</summary>
internal sealed class HeldOutPictures : HeldOutSamples
{
    private readonly TrainingSession session;
    private readonly PixelContract contract;
    private readonly byte[] pixels;

    private HeldOutPictures(
        TrainingSession session, PixelContract contract, IReadOnlyList<int> indices, byte[] pixels)
        : base(indices) => (this.session, this.contract, this.pixels) = (session, contract, pixels);

    /// <summary>Prepares pictures; those that cannot be read are left out.</summary>
    public static HeldOutPictures Read(
        TrainingSession session, PixelContract contract, IReadOnlyList<int> chosen, TrainingObserver observer)
    {
        var size = contract.ByteCount;
        var read = new byte[(long)chosen.Count * size];
        var errors = new PictureException?[chosen.Count];
        _ = Parallel.For(0, chosen.Count, place =>
        {
            try
            {
                session.Data.PrepareHeldOut(chosen[place], read.AsSpan(place * size, size));
            }
            catch (PictureException error)
            {
                errors[place] = error;
            }
        });

        var kept = new List<int>(chosen.Count);
        for (var place = 0; place < errors.Length; place++)
        {
            if (errors[place] is { } error)
            {
                observer.Noticed($"Skipped: {error.Message}");
                continue;
            }

            Array.Copy(read, place * size, read, kept.Count * size, size);
            kept.Add(chosen[place]);
        }

        return new HeldOutPictures(session, contract, kept, read[..(kept.Count * size)]);
    }

    /// <inheritdoc />
    public override Tensor Batch(int first, int count) => PictureTensor.From(
        pixels.AsSpan(first * contract.ByteCount, count * contract.ByteCount),
        contract,
        session.Device,
        session.Recipe.Run.IsChannelsLast);
}
