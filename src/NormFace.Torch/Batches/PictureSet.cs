using NormFace.Datasets;
using NormFace.Pictures;
using NormFace.Preparation;

namespace NormFace.Batches;

/// <summary>Pictures with labels, each readable as bytes that obey one contract.</summary>
internal sealed class PictureSet : SampleSet
{
    private readonly Action<int, Span<byte>> prepare;
    private readonly UnreadablePictures unreadable;
    private readonly Augmentation augmentation;
    private readonly PixelCache cache;

    /// <summary>Creates a set.</summary>
    /// <param name="labels">Label of each picture, at least 0.</param>
    /// <param name="contract">What the prepared pictures obey.</param>
    /// <param name="prepare">
    /// Prepares the picture of an index; throws <see cref="PictureException"/> where it cannot. Called from several
    /// threads.
    /// </param>
    /// <param name="unreadable">Decides how many such errors are too many.</param>
    /// <param name="augmentation">Augmentation of the pictures.</param>
    /// <param name="cacheBytes">Memory for prepared pictures, at least 0.</param>
    public PictureSet(
        IReadOnlyList<int> labels,
        PixelContract contract,
        Action<int, Span<byte>> prepare,
        UnreadablePictures unreadable,
        Augmentation? augmentation = null,
        long cacheBytes = 0)
        : base(labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(contract);
        Contract = contract.Checked();
        this.prepare = prepare;
        this.unreadable = unreadable;
        this.augmentation = Settings.OptionsSection.Check(augmentation ?? Augmentation.None);
        cache = new PixelCache(labels.Count, contract.ByteCount, cacheBytes);
        CacheBytes = Math.Min(cacheBytes, (long)labels.Count * contract.ByteCount);
    }

    /// <inheritdoc />
    public override long CacheBytes { get; }

    /// <summary>What the prepared pictures obey.</summary>
    public PixelContract Contract { get; }

    /// <inheritdoc />
    public override BatchRoom CreateRoom(int count) => new PictureRoom(this, count);

    /// <inheritdoc />
    public override Tensor Noise(int count, Device device, bool isChannelsLast)
    {
        var noise = new byte[count * Contract.ByteCount];
        new Sampling.SeededDraw(1).Fill(noise);
        return PictureTensor.From(noise, Contract, device, isChannelsLast);
    }

    /// <summary>Prepares and varies a picture. Safe from several threads, and the same on each.</summary>
    /// <param name="sample">The picture and the pass it is drawn in.</param>
    /// <param name="seed">Seed of the augmentation.</param>
    /// <param name="destination">Receives the pixels.</param>
    /// <param name="scratch">Room to work in, as large as the destination.</param>
    /// <param name="cancellation">Ends the search for a readable picture.</param>
    /// <returns>The index that was shown: the next readable one where the wanted one is not.</returns>
    /// <exception cref="InvalidDataException">More pictures are unreadable than allowed, or all of them.</exception>
    /// <exception cref="OperationCanceledException">The search was ended.</exception>
    public int Read(
        DrawnSample sample,
        long seed,
        Span<byte> destination,
        Span<byte> scratch,
        CancellationToken cancellation = default)
    {
        var index = sample.Index;
        for (var tried = 1; !TryPrepare(index, destination); tried++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (tried == Labels.Count)
            {
                throw new InvalidDataException(
                    $"None of the {Labels.Count} pictures can be read: {unreadable.InOrder()[0].Message}");
            }

            index = (index + 1) % Labels.Count;
        }

        augmentation.Apply(Contract, destination, scratch, seed, sample.Epoch, index);
        return index;
    }

    private bool TryPrepare(int index, Span<byte> destination)
    {
        if (cache.TryRead(index, destination))
        {
            return true;
        }

        try
        {
            prepare(index, destination);
        }
        catch (PictureException error)
        {
            unreadable.Report(error); // throws where it is one too many
            return false;
        }

        cache.Keep(index, destination);
        return true;
    }
}
