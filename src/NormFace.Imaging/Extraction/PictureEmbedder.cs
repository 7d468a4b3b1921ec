using NormFace.Datasets;
using NormFace.Embeddings;
using NormFace.Pictures;
using NormFace.Preparation;

namespace NormFace.Extraction;

/// <summary>Embeds every picture of a source with a network: raw features, in the source's order.</summary>
/// <param name="network">The network, with its contract.</param>
/// <param name="preparation">Brings a picture to the contract.</param>
public sealed class PictureEmbedder(IEmbeddingNetwork network, PicturePreparation preparation)
{
    /// <summary>Embeds pictures that are aligned already.</summary>
    /// <param name="network">The network, with its contract.</param>
    /// <param name="crop">Where the template lies in these pictures; null for the network's own crop.</param>
    public PictureEmbedder(IEmbeddingNetwork network, PictureCrop? crop = null)
        : this(network, new PixelPreparation(network.Contract, crop).Prepare)
    {
    }

    /// <summary>How front and mirror features are merged; default: none.</summary>
    public MirrorMerge Mirror { get; init; } = MirrorMerge.None;

    /// <summary>Decoding threads, at least 1; default: the number of processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Pictures that go through the network together, at least 1; default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Embeds all pictures that can be read.</summary>
    /// <param name="source">The pictures.</param>
    /// <param name="unreadable">Decides how many unreadable ones are too many; those it lets pass are left out.</param>
    /// <param name="progress">Is told the number of pictures done after each batch; nobody if null.</param>
    /// <param name="cancellationToken">Stops after the batch in hand.</param>
    /// <returns>Features and the entries they belong to.</returns>
    /// <exception cref="InvalidDataException">More pictures cannot be read than allowed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public EmbeddedPictures Embed(
        PictureSource source,
        UnreadablePictures unreadable,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(unreadable);
        var (entries, values) = (new List<PictureEntry>(source.Entries.Count), new List<float[]>());
        var next = Task.Run(() => Prepare(source, 0, unreadable), cancellationToken);

        for (var first = 0; first < source.Entries.Count; first += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (pixels, shown) = next.GetAwaiter().GetResult();
            var following = first + BatchSize;
            // Decoded while the network works.
            next = Task.Run(() => Prepare(source, following, unreadable), cancellationToken);
            if (shown.Count > 0)
            {
                values.Add(MirroredFeatures.Of(network, pixels, Mirror));
                entries.AddRange(shown);
            }

            progress?.Report(Math.Min(following, source.Entries.Count));
        }

        return new EmbeddedPictures(
            entries, [.. values.SelectMany(rows => rows)], MirroredFeatures.Length(network, Mirror));
    }

    // Pixels of the readable pictures of a batch, and which they are.
    private (byte[] Pixels, List<PictureEntry> Shown) Prepare(
        PictureSource source, int first, UnreadablePictures unreadable)
    {
        var size = network.Contract.ByteCount;
        var count = Math.Clamp(source.Entries.Count - first, 0, BatchSize);
        var pixels = new byte[count * size];
        var isReadable = new bool[count];
        var errors = new PictureException?[count];
        _ = Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Threads }, place =>
        {
            try
            {
                preparation(
                    source.Read(first + place), source.Entries[first + place].Path, pixels.AsSpan(place * size, size));
                isReadable[place] = true;
            }
            catch (PictureException error)
            {
                errors[place] = error;
            }
        });

        foreach (var error in errors.OfType<PictureException>())
        {
            unreadable.Report(error);
        }

        var shown = new List<PictureEntry>(count);
        for (var place = 0; place < count; place++)
        {
            if (isReadable[place])
            {
                Array.Copy(pixels, place * size, pixels, shown.Count * size, size);
                shown.Add(source.Entries[first + place]);
            }
        }

        return (pixels[..(shown.Count * size)], shown);
    }
}
