using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Embeddings;
using NormFace.Extraction;
using NormFace.Preparation;

namespace NormFace.Recognition;

/// <summary>From a photograph to embeddings of its faces: decode, detect, align, embed. Safe from several threads.</summary>
public sealed class FaceEmbedder : IDisposable
{
    private readonly AlignmentTemplate template;
    private readonly PixelPreparation preparation;
    private readonly bool owns;

    /// <summary>Puts a detector and a network together.</summary>
    /// <param name="detector">Finds faces.</param>
    /// <param name="network">Embeds them, whatever engine computes it.</param>
    /// <param name="owns">Whether both are disposed with this object.</param>
    /// <exception cref="ArgumentException">The network's contract names no template that is known here.</exception>
    public FaceEmbedder(FaceDetector detector, IEmbeddingNetwork network, bool owns = false)
    {
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentNullException.ThrowIfNull(network);
        (Detector, Network, this.owns) = (detector, network, owns);
        (template, preparation) = (AlignmentTemplate.For(network.Contract), new PixelPreparation(network.Contract));
    }

    /// <summary>Finds faces.</summary>
    public FaceDetector Detector { get; }

    /// <summary>Embeds them.</summary>
    public IEmbeddingNetwork Network { get; }

    /// <summary>What a picture must show; see <see cref="FaceDemands"/>.</summary>
    public FaceDemands Demands { get; init; } = new();

    /// <summary>Opens a model and a detector.</summary>
    /// <param name="modelPath">The model; see <see cref="EmbeddingModel.Open"/>.</param>
    /// <param name="detectorPath">The detector; see <see cref="FaceDetector.Open"/>.</param>
    /// <returns>The embedder; dispose it.</returns>
    /// <exception cref="InvalidDataException">A file is broken or of another kind.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static FaceEmbedder Open(string modelPath, string detectorPath)
    {
        var detector = FaceDetector.Open(detectorPath);
        try
        {
            return new FaceEmbedder(detector, EmbeddingModel.Open(modelPath), owns: true);
        }
        catch
        {
            detector.Dispose();
            throw;
        }
    }

    /// <summary>Embeds the face of a photograph.</summary>
    /// <param name="photograph">A JPEG, PNG, WebP, GIF or BMP file, read to its end.</param>
    /// <param name="name">Name for errors.</param>
    /// <returns>The embedding.</returns>
    /// <exception cref="PictureException">It cannot be decoded.</exception>
    /// <exception cref="FaceException">It does not show one face that can be relied on; the problem is named.</exception>
    public FaceEmbedding Embed(Stream photograph, string name = "picture")
    {
        ArgumentNullException.ThrowIfNull(photograph);
        return Embed(PictureDecoder.Decode(Stored(photograph, name), name), name);
    }

    /// <summary>Embeds the face of a photograph in a stream.</summary>
    /// <param name="photograph">A JPEG, PNG, WebP, GIF or BMP file, read to its end; it stays open.</param>
    /// <param name="cancellationToken">Stops before the stream is read whole, or before the face is looked for.</param>
    /// <returns>The embedding.</returns>
    /// <exception cref="PictureException">It cannot be decoded.</exception>
    /// <exception cref="FaceException">It does not show one face that can be relied on; the problem is named.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<FaceEmbedding> EmbedAsync(Stream photograph, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        using var bytes = new MemoryStream();
        var piece = new byte[1 << 16];
        for (int count; (count = await photograph.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            Add(bytes, piece.AsSpan(0, count), "picture");
        }

        return await Task.Run(() => Embed(bytes.GetBuffer().AsMemory(0, (int)bytes.Length)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Embeds the face of a photograph in a file.</summary>
    /// <param name="path">A JPEG, PNG, WebP, GIF or BMP file.</param>
    /// <param name="cancellationToken">Stops before the file is read whole, or before the face is looked for.</param>
    /// <returns>The embedding.</returns>
    /// <exception cref="IOException">It cannot be read or, as a <see cref="PictureException"/>, decoded.</exception>
    /// <exception cref="FaceException">It does not show one face that can be relied on; the problem is named.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<FaceEmbedding> EmbedAsync(string path, CancellationToken cancellationToken = default)
    {
        await using var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        return await EmbedAsync(file, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Embeds the face of a photograph in memory.</summary>
    /// <param name="file">A JPEG, PNG, WebP, GIF or BMP file.</param>
    /// <returns>The embedding.</returns>
    /// <exception cref="PictureException">It cannot be decoded.</exception>
    /// <exception cref="FaceException">It does not show one face that can be relied on; the problem is named.</exception>
    public FaceEmbedding Embed(ReadOnlyMemory<byte> file) => Embed(PictureDecoder.Decode(new StoredPicture(file), "picture"));

    /// <summary>Embeds the face of a decoded photograph.</summary>
    /// <param name="photograph">The picture.</param>
    /// <param name="name">Name for errors.</param>
    /// <returns>The embedding.</returns>
    /// <exception cref="FaceException">It does not show one face that can be relied on; the problem is named.</exception>
    public FaceEmbedding Embed(Picture photograph, string name = "picture") => Embed(photograph, Chosen(photograph, Detector.Detect(photograph), name), name);

    /// <summary>Embeds every face of a photograph, whatever its size or blur.</summary>
    /// <param name="photograph">The picture.</param>
    /// <returns>The embeddings, the largest face first; none where there is no face.</returns>
    public IReadOnlyList<FaceEmbedding> EmbedAll(Picture photograph) => [.. Detector.Detect(photograph).Select(face => Embedded(photograph, face))];

    /// <summary>Whether two faces are of one person, by a threshold that was calibrated for a false match rate.</summary>
    /// <param name="first">A face.</param>
    /// <param name="second">Another, by the same network.</param>
    /// <param name="falseMatchRate">
    /// A rate that was calibrated; if null, the one next to <see cref="FaceComparison.UsualRate"/>.
    /// </param>
    /// <returns>The comparison.</returns>
    /// <exception cref="InvalidOperationException">The network was not calibrated.</exception>
    /// <exception cref="ArgumentException">The rate was not calibrated.</exception>
    public FaceComparison Compare(FaceEmbedding first, FaceEmbedding second, double? falseMatchRate = null) =>
        FaceComparison.Of(
            first,
            second,
            Network.Calibration ?? throw new InvalidOperationException(
                "The network must be calibrated to have a threshold, but was not: calibrate it ('normface calibrate'), or name a threshold."),
            falseMatchRate);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (owns)
        {
            Detector.Dispose();
            (Network as IDisposable)?.Dispose();
        }
    }

    // A stream may have no end; a picture has.
    private static StoredPicture Stored(Stream photograph, string name)
    {
        using var bytes = new MemoryStream();
        var piece = new byte[1 << 16];
        for (int count; (count = photograph.Read(piece)) > 0;)
        {
            Add(bytes, piece.AsSpan(0, count), name);
        }

        return new StoredPicture(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    private static void Add(MemoryStream bytes, ReadOnlySpan<byte> piece, string name)
    {
        bytes.Write(piece);
        if (bytes.Length > StoredPicture.MaxLength)
        {
            throw new PictureException(
                name, $"it is larger than {StoredPicture.MaxLength} bytes, more than any picture should be.");
        }
    }

    private FaceEmbedding Embed(Picture photograph, DetectedFace face, string name)
    {
        if (face.EyeDistance < Demands.LeastEyeDistance)
        {
            throw new FaceException(name, FaceProblem.TinyFace, FormattableString.Invariant(
                $"the face is tiny: its eyes are {face.EyeDistance:F0} pixels apart, and at least {Demands.LeastEyeDistance:F0} are wanted. Take a picture from nearer by."));
        }

        var embedding = Embedded(photograph, face);
        return embedding.Sharpness >= Demands.LeastSharpness ? embedding : throw new FaceException(name, FaceProblem.BlurredFace, FormattableString.Invariant(
            $"the face is blurred: its sharpness is {embedding.Sharpness:F4}, and at least {Demands.LeastSharpness:F4} is wanted. Take a sharper picture."));
    }

    private DetectedFace Chosen(Picture photograph, IReadOnlyList<DetectedFace> faces, string name)
    {
        if (faces.Count == 0)
        {
            throw new FaceException(name, FaceProblem.NoFace, FormattableString.Invariant($"no face was found in its {photograph.Width}x{photograph.Height} pixels."));
        }

        if (Demands.Choice == FaceChoice.Only && FaceChoosing.Rivals(faces) is > 1 and var rivals)
        {
            throw new FaceException(name, FaceProblem.SeveralFaces, $"{rivals} faces could be meant. Cut out the one that is, or choose the central or the largest one.");
        }

        return FaceChoosing.Choose(faces, Demands.Choice, photograph.Width, photograph.Height)!;
    }

    private FaceEmbedding Embedded(Picture photograph, DetectedFace face)
    {
        var (aligned, pixels) = (template.Align(photograph, face.Points), new byte[Network.Contract.ByteCount]);
        preparation.Prepare(aligned, "the aligned face", pixels);
        return new FaceEmbedding(UnitVector.Of(Network.Features(pixels)), face, aligned, FaceSharpness.Of(aligned));
    }
}
