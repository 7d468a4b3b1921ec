using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Embeddings;
using NormFace.Preparation;

namespace NormFace.Recognition;

/// <summary>From a photograph to embeddings of its faces: decode, detect, align, embed. Safe from several threads.</summary>
public sealed class FaceEmbedder : IDisposable
{
    private readonly AlignmentTemplate template;
    private readonly PixelPreparation preparation;
    private readonly bool owns;

    /// <summary>Puts a detector and a model together.</summary>
    /// <param name="detector">Finds faces.</param>
    /// <param name="model">Embeds them.</param>
    /// <param name="owns">Whether both are disposed with this object.</param>
    /// <exception cref="ArgumentException">The model's contract names no template that is known here.</exception>
    public FaceEmbedder(FaceDetector detector, EmbeddingModel model, bool owns = false)
    {
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentNullException.ThrowIfNull(model);
        (Detector, Model, this.owns) = (detector, model, owns);
        (template, preparation) = (AlignmentTemplate.For(model.Contract), new PixelPreparation(model.Contract));
    }

    /// <summary>Finds faces.</summary>
    public FaceDetector Detector { get; }

    /// <summary>Embeds them.</summary>
    public EmbeddingModel Model { get; }

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

    /// <inheritdoc/>
    public void Dispose()
    {
        if (owns)
        {
            Detector.Dispose();
            Model.Dispose();
        }
    }

    // A stream may have no end; a picture has.
    private static StoredPicture Stored(Stream photograph, string name)
    {
        using var bytes = new MemoryStream();
        var piece = new byte[1 << 16];
        for (int count; (count = photograph.Read(piece)) > 0;)
        {
            bytes.Write(piece, 0, count);
            if (bytes.Length > PackedFile.LargestPicture)
            {
                throw new PictureException(name, $"it is larger than {PackedFile.LargestPicture} bytes, more than any picture should be.");
            }
        }

        return new StoredPicture(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
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
        var (aligned, pixels) = (template.Align(photograph, face.Points), new byte[Model.Contract.ByteCount]);
        preparation.Prepare(aligned, "the aligned face", pixels);
        return new FaceEmbedding(UnitVector.Of(Model.Features(pixels)), face, aligned, FaceSharpness.Of(aligned));
    }
}
