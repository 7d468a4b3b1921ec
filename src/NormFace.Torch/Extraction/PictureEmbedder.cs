using NormFace.Batches;
using NormFace.Conversion;
using NormFace.Datasets;
using NormFace.Embeddings;
using NormFace.Native;
using NormFace.Pictures;
using NormFace.Preparation;
using TorchSharp;

namespace NormFace.Extraction;

/// <summary>Embeds every picture of a source with a model: raw features, in the source's order.</summary>
/// <param name="model">The model, with its contract.</param>
/// <param name="crop">Where the template lies in these pictures; null for the model's own crop.</param>
public sealed class PictureEmbedder(TrainedNetwork model, PictureCrop? crop = null)
{
    private readonly PixelContract contract = model.Header.Contract;
    private readonly PixelPreparation preparation = new(model.Header.Contract, crop);

    /// <summary>How front and mirror features become one; none unless set.</summary>
    public MirrorMerge Mirror { get; init; } = MirrorMerge.None;

    /// <summary>Where to compute and with how many threads to decode; the CPU and all its threads unless set.</summary>
    public ComputeMachine? Machine { get; init; }

    /// <summary>Pictures that go through the network together, at least 1. 32 unless set.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Whether the network runs in bfloat16 mixed precision: faster, with about three digits.</summary>
    public bool IsBFloat16 { get; init; }

    /// <summary>Called after each batch with the pictures done.</summary>
    public Action<int> Progressed { get; init; } = _ => { };

    /// <summary>Embeds all pictures that can be read.</summary>
    /// <param name="source">The pictures.</param>
    /// <param name="unreadable">Decides how many unreadable ones are too many; those it lets pass are left out.</param>
    /// <param name="cancellation">Stops after the batch in hand.</param>
    /// <returns>Features and the entries they belong to.</returns>
    /// <exception cref="InvalidDataException">More pictures cannot be read than allowed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public EmbeddedPictures Embed(PictureSource source, UnreadablePictures unreadable, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(unreadable);
        var (entries, values) = (new List<PictureEntry>(source.Entries.Count), new List<float[]>());
        var next = Task.Run(() => Prepare(source, 0, unreadable), cancellation);
        _ = model.Network.to(Device);
        model.Network.eval();
        using var pause = CollectionPause.Start();

        for (var first = 0; first < source.Entries.Count; first += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var (pixels, shown) = next.GetAwaiter().GetResult();
            var following = first + BatchSize;
            next = Task.Run(() => Prepare(source, following, unreadable), cancellation); // decoded while the network works
            if (shown.Count > 0)
            {
                values.Add(Features(pixels));
                entries.AddRange(shown);
            }

            Progressed(Math.Min(following, source.Entries.Count));
            pause.Breathe();
        }

        return new EmbeddedPictures(entries, [.. values.SelectMany(rows => rows)], model.Network.FeatureSize * (Mirror == MirrorMerge.Concat ? 2 : 1));
    }

    // Pixels of the readable pictures of a batch, and which they are.
    private (byte[] Pixels, List<PictureEntry> Shown) Prepare(PictureSource source, int first, UnreadablePictures unreadable)
    {
        var size = contract.ByteCount;
        var count = Math.Clamp(source.Entries.Count - first, 0, BatchSize);
        var pixels = new byte[count * size];
        var isReadable = new bool[count];
        var errors = new PictureException?[count];
        _ = Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Machine?.Threads ?? Environment.ProcessorCount }, place =>
        {
            try
            {
                preparation.Prepare(source.Read(first + place), source.Entries[first + place].Path, pixels.AsSpan(place * size, size));
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

    private float[] Features(byte[] pixels)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var pictures = PictureTensor.From(pixels, contract, Device);
        var front = Forward(pictures);
        var merged = Mirror switch
        {
            MirrorMerge.Sum => front + Forward(pictures.flip(3)),
            MirrorMerge.Max => maximum(front, Forward(pictures.flip(3))),
            MirrorMerge.Concat => cat([front, Forward(pictures.flip(3))], 1),
            _ => front,
        };
        return merged.to(ScalarType.Float32).to(CPU).contiguous().data<float>().ToArray();
    }

    private Device Device => Machine?.Device ?? CPU;

    private Tensor Forward(Tensor pictures)
    {
        if (!IsBFloat16)
        {
            return model.Network.call(pictures);
        }

        using var autocast = Autocast.BFloat16(Device.type);
        return model.Network.call(pictures).to(ScalarType.Float32);
    }
}
