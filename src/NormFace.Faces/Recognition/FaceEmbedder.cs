using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NormFace.Alignment;
using NormFace.Cropping;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Embeddings;
using NormFace.Extraction;
using NormFace.Models;
using NormFace.Preparation;
using NormFace.Settings;

namespace NormFace.Recognition;

/// <summary>From a photograph to embeddings of its faces: decode, detect, align, embed. Safe from several
/// threads.</summary>
/// <remarks>A picture of the template's size is taken for an aligned face if the detector finds none in
/// it.</remarks>
public sealed partial class FaceEmbedder : IDisposable
{
    private static readonly CropOptions Limits = new();

    private readonly AlignmentTemplate template;
    private readonly PixelPreparation preparation;
    private readonly ILogger logger;
    private readonly bool ownsParts;

    /// <summary>Puts a detector and a network together. The caller disposes both, afterwards.</summary>
    /// <param name="detector">Finds faces.</param>
    /// <param name="network">Embeds them, whatever engine computes it.</param>
    /// <param name="requirements">What a photograph must show; the defaults if null.</param>
    /// <param name="logger">Is told of refused photographs, at the level of debugging; nobody if null.</param>
    /// <exception cref="ArgumentException">
    /// The network's contract does not fit an alignment template, or a requirement is out of its range.
    /// </exception>
    public FaceEmbedder(
        FaceDetector detector,
        IEmbeddingNetwork network,
        FaceRequirements? requirements = null,
        ILogger<FaceEmbedder>? logger = null)
        : this(detector, network, requirements, logger, ownsParts: false)
    {
    }

    private FaceEmbedder(
        FaceDetector detector,
        IEmbeddingNetwork network,
        FaceRequirements? requirements,
        ILogger? logger,
        bool ownsParts)
    {
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentNullException.ThrowIfNull(network);
        (Detector, Network, this.ownsParts) = (detector, network, ownsParts);
        Requirements = OptionsSection.Check(requirements ?? new FaceRequirements());
        Correction = network.Correction;
        (template, preparation) = (AlignmentTemplate.For(network.Contract), new PixelPreparation(network.Contract));
        this.logger = logger ?? NullLogger.Instance;
    }

    /// <summary>Finds faces.</summary>
    public FaceDetector Detector { get; }

    /// <summary>Embeds them.</summary>
    public IEmbeddingNetwork Network { get; }

    /// <summary>What a photograph must show.</summary>
    public FaceRequirements Requirements { get; }

    /// <summary>
    /// Takes off embeddings what pictures of one source have in common. Default: the network's. Set to
    /// <c>network.Correction.MovedTo(home)</c>, it fits pictures like yours better; set to null, embeddings are plain,
    /// and a calibration made with a correction is refused.
    /// </summary>
    /// <exception cref="ArgumentException">It is of another feature size than the network.</exception>
    public SourceCorrection? Correction
    {
        get;
        init => field = value is null || value.Size == Network.FeatureSize ? value : throw new ArgumentException(
            FormattableString.Invariant(
                $"The correction must be of {Network.FeatureSize} values, as the network's features have, but is of ")
            + FormattableString.Invariant($"{value.Size}."));
    }

    /// <summary>
    /// Told of each photograph that <see cref="Prepare"/> accepts although somebody should look at its face: name, and
    /// reasons such as a tiny or blurred face, or another one that could be meant. Called from several threads. Nobody
    /// is told if null.
    /// </summary>
    public Action<string, IReadOnlyList<string>>? Doubted { get; init; }

    /// <summary>Opens the model and the detector that ship. Both are for research use only.</summary>
    /// <param name="requirements">What a photograph must show; the defaults if null.</param>
    /// <returns>The embedder, which owns both; dispose it.</returns>
    /// <exception cref="FileNotFoundException">The folder <c>models</c> is missing beside the program.</exception>
    /// <exception cref="InvalidDataException">A file is broken.</exception>
    public static FaceEmbedder OpenDefault(FaceRequirements? requirements = null) =>
        Open(ShippedFiles.Model, ShippedFiles.Detector, requirements);

    /// <summary>Opens a model and a detector.</summary>
    /// <param name="modelPath">The model; see <see cref="EmbeddingModel.Open"/>.</param>
    /// <param name="detectorPath">The detector; see <see cref="FaceDetector.Open"/>.</param>
    /// <param name="requirements">What a photograph must show; the defaults if null.</param>
    /// <returns>The embedder, which owns both; dispose it.</returns>
    /// <exception cref="InvalidDataException">A file is broken or of another kind.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static FaceEmbedder Open(string modelPath, string detectorPath, FaceRequirements? requirements = null)
    {
        var detector = FaceDetector.Open(detectorPath);
        EmbeddingModel? model = null;
        try
        {
            model = EmbeddingModel.Open(modelPath);
            return new FaceEmbedder(detector, model, requirements, logger: null, ownsParts: true);
        }
        catch
        {
            model?.Dispose();
            detector.Dispose();
            throw;
        }
    }

    /// <summary>Embeds the face of a photograph.</summary>
    /// <param name="photograph">The photograph.</param>
    /// <returns>The embedding.</returns>
    /// <exception cref="FaceException">It does not show one face that can be relied on.</exception>
    public FaceEmbedding Embed(Picture photograph) =>
        TryEmbed(photograph, out var embedding, out var problem) ? embedding : throw new FaceException(problem);

    /// <summary>Embeds the face of a photograph, or says why that cannot be done.</summary>
    /// <param name="photograph">The photograph.</param>
    /// <param name="embedding">The embedding; null if there is a problem.</param>
    /// <param name="problem">Why the photograph cannot be relied on; null if it can.</param>
    /// <returns>Whether there is an embedding.</returns>
    public bool TryEmbed(
        Picture photograph,
        [NotNullWhen(true)] out FaceEmbedding? embedding,
        [NotNullWhen(false)] out FaceProblem? problem)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        var (face, found) = Look(photograph);
        if (face is null)
        {
            (embedding, problem) = (null, found!);
            return false;
        }

        (embedding, problem) = (Embed(face), null);
        return true;
    }

    /// <summary>Embeds a face that has been found already, whatever its size or blur.</summary>
    /// <param name="photograph">The photograph.</param>
    /// <param name="face">The face in it.</param>
    /// <returns>The embedding.</returns>
    /// <exception cref="ArgumentException">The landmarks do not make a face.</exception>
    public FaceEmbedding Embed(Picture photograph, DetectedFace face)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        ArgumentNullException.ThrowIfNull(face);
        return Embed(Align(photograph, face, [face]));
    }

    /// <summary>Embeds every face of a photograph, whatever its size or blur.</summary>
    /// <param name="photograph">The photograph.</param>
    /// <returns>The embeddings, the largest face first; none if there is no face.</returns>
    public IReadOnlyList<FaceEmbedding> EmbedAll(Picture photograph) =>
        [.. Detector.Detect(photograph).Select(face => Embed(photograph, face))];

    /// <summary>Whether two faces are of one person, by a threshold that was calibrated for a false match
    /// rate.</summary>
    /// <param name="first">A face.</param>
    /// <param name="second">Another, by the same network.</param>
    /// <param name="falseMatchRate">
    /// A rate that was calibrated; if null, the one next to <see cref="FaceComparison.UsualRate"/>.
    /// </param>
    /// <returns>The comparison.</returns>
    /// <exception cref="InvalidOperationException">
    /// The network was not calibrated; compare by
    /// <see cref="FaceComparison.Of(FaceEmbedding, FaceEmbedding, double)"/>.
    /// </exception>
    /// <exception cref="ArgumentException">The rate was not calibrated.</exception>
    public FaceComparison Compare(FaceEmbedding first, FaceEmbedding second, double? falseMatchRate = null) =>
        FaceComparison.Of(
            first,
            second,
            Network.Calibration ?? throw new InvalidOperationException(
                "The network must be calibrated to have a threshold, but was not: calibrate it ('normface calibrate'), "
                + "or give a threshold."),
            falseMatchRate);

    /// <summary>
    /// Prepares a photograph for the network, as <see cref="PicturePreparation"/> asks: for
    /// <see cref="PictureEmbedder"/>, which embeds many.
    /// </summary>
    /// <param name="stored">The photograph as stored.</param>
    /// <param name="name">Name for errors.</param>
    /// <param name="destination">Receives the bytes of the network's contract.</param>
    /// <exception cref="PictureException">It cannot be decoded or searched, or does not show one face that can be
    /// relied on.</exception>
    public void Prepare(StoredPicture stored, string name, Span<byte> destination)
    {
        var photograph = Picture.Decode(stored, name);
        try
        {
            var (face, problem) = Look(photograph);
            preparation.Prepare(face?.Picture ?? throw new PictureException(name, problem!.Message), name, destination);
            if (Doubted is { } tell)
            {
                string[] doubts = [.. CropDoubts.Of(
                    face.Picture, face.Face, face.All, template, Limits, Detector.SureScore)];
                if (doubts.Length > 0)
                {
                    tell(name, doubts);
                }
            }
        }
        catch (ArgumentException error)
        {
            // Too large to be searched, or points that make no face: a fault of this photograph, not of the others.
            throw new PictureException(name, error.Message, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (ownsParts)
        {
            Detector.Dispose();
            (Network as IDisposable)?.Dispose();
        }
    }

    private (AlignedFace? Face, FaceProblem? Problem) Look(Picture photograph)
    {
        var faces = Detector.Detect(photograph);
        var (face, problem) = Requirements.Choose(faces, photograph);
        if (problem?.Kind == FaceProblemKind.NoFace && AsAligned(photograph) is { } aligned)
        {
            (face, problem) = (aligned, null);
        }

        var crop = face is null ? null : Align(photograph, face, faces);
        problem ??= Requirements.ProblemOf(crop!.Sharpness);
        if (problem is null)
        {
            return (crop, null);
        }

        LogRefusal(problem.Kind, problem.Message);
        return (null, problem);
    }

    // An aligned face fills its picture, so a detector need not find it. Its score of 0 says that none did.
    private DetectedFace? AsAligned(Picture picture) =>
        (picture.Width, picture.Height) == (template.Width, template.Height) && template.Landmarks is { } places
            ? new DetectedFace(new FaceBox(0, 0, picture.Width, picture.Height), places, 0)
            : null;

    private AlignedFace Align(Picture photograph, DetectedFace face, IReadOnlyList<DetectedFace> all)
    {
        var aligned = template.Align(photograph, face.Landmarks);
        return new AlignedFace(face, all, aligned, FaceSharpness.Of(aligned));
    }

    private FaceEmbedding Embed(AlignedFace face)
    {
        var pixels = new byte[Network.Contract.ByteCount];
        preparation.Prepare(face.Picture, "the aligned face", pixels);
        var feature = Network.Features(pixels);
        return new FaceEmbedding(
            Correction?.Apply(feature) ?? UnitVector.Of(feature), face.Face, face.Picture, face.Sharpness)
        {
            Correction = Correction,
            Feature = feature,
        };
    }

    [LoggerMessage(LogLevel.Debug, "A photograph was refused ({Kind}): {Message}")]
    private partial void LogRefusal(FaceProblemKind kind, string message);

    private sealed record AlignedFace(
        DetectedFace Face, IReadOnlyList<DetectedFace> All, Picture Picture, double Sharpness);
}
