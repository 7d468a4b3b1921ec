using System.Security.Cryptography;
using NormFace.Decoding;
using NormFace.Settings;

namespace NormFace.Detection;

/// <summary>Finds faces and their five landmarks. Safe from several threads.</summary>
/// <remarks>
/// A detector of your own derives from this class and overrides <see cref="Find"/>; it can then stand wherever a
/// detector is asked for. docs/faces.md shows one. A network's input is made by <see cref="Alignment.RegionPlanes"/>.
/// </remarks>
public abstract class FaceDetector : IDisposable
{
    private readonly FaceTurns turns;
    private readonly double minTurnedScore;

    /// <summary>Makes a detector.</summary>
    /// <param name="identity">See <see cref="Identity"/>.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="identity"/> is empty: a run of <c>align</c> could not tell this detector from another.
    /// </exception>
    protected FaceDetector(string identity)
        : this(identity, FaceTurns.None, minTurnedScore: 0)
    {
    }

    private protected FaceDetector(string identity, FaceTurns turns, double minTurnedScore)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        (this.turns, this.minTurnedScore) = (turns, minTurnedScore);
        Identity = turns == FaceTurns.None ? identity : $"{identity}, turned: {turns}";
    }

    /// <summary>
    /// A text that is the same for the same networks with the same settings, from whatever files they were read.
    /// Threads count for nothing.
    /// </summary>
    public string Identity { get; }

    /// <summary>Score of a face that nobody need look at; each detector has its own scale. Default: 0.9.</summary>
    public virtual double SureScore => 0.9;

    /// <summary>Opens a detector.</summary>
    /// <param name="path">
    /// A folder with MTCNN's weights (<c>det1</c> to <c>det3.caffemodel</c>; <c>pnet</c>, <c>rnet</c>, <c>onet</c> as
    /// <c>.pt</c> or <c>.onnx</c>), or an ONNX detector with a contract file beside it (docs/faces.md).
    /// </param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The detector; dispose it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is nothing at the path, or a folder without weights; the names of
    /// files looked for are listed.</exception>
    /// <exception cref="InvalidDataException">A file is broken or of another network.</exception>
    public static FaceDetector Open(string path, DetectorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options = OptionsSection.Check(options ?? new DetectorOptions());
        return Directory.Exists(path) ? MtcnnDetector.Read(path, options)
            : File.Exists(path) ? ReadFile(path, options)
            : throw new FileNotFoundException(
                $"There is no detector at {path}. Give a folder with MTCNN's weights ({MtcnnFiles.Known}), or an ONNX "
                + "detector with its contract.", path);
    }

    /// <summary>Finds the faces of one picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <returns>Its faces, the largest box first; of equal ones the upper, then the left one. None where there is no
    /// face.</returns>
    /// <exception cref="ArgumentException">The picture is too large for the smallest face that was asked
    /// for.</exception>
    public IReadOnlyList<DetectedFace> Detect(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Ordered(Turned(picture, Find(picture)));
    }

    /// <summary>Finds the faces of several pictures, where that is faster than one by one.</summary>
    /// <param name="pictures">The pictures, of any sizes; may be none.</param>
    /// <returns>For each picture its faces, as <see cref="Detect(Picture)"/> gives them but for rounding.</returns>
    /// <exception cref="ArgumentException">A picture is too large for the smallest face that was asked for.</exception>
    public IReadOnlyList<IReadOnlyList<DetectedFace>> Detect(IReadOnlyList<Picture> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        return [.. FindAll(pictures).Select((faces, index) => Ordered(Turned(pictures[index], faces)))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Finds the faces of one picture. Called from several threads.</summary>
    /// <param name="picture">The picture.</param>
    /// <returns>Its faces, in any order; none if there is no face.</returns>
    protected abstract IReadOnlyList<DetectedFace> Find(Picture picture);

    /// <summary>Finds the faces of several pictures; one by one, unless overridden.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <returns>For each picture its faces, in any order.</returns>
    protected virtual IReadOnlyList<IReadOnlyList<DetectedFace>> FindAll(IReadOnlyList<Picture> pictures) =>
        [.. pictures.Select(Find)];

    /// <summary>Releases what the detector holds.</summary>
    /// <param name="isDisposing">Whether called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool isDisposing)
    {
    }

    /// <summary>The identity of a detector that computes these networks with these settings.</summary>
    private protected static string IdentityOf(IEnumerable<byte[]> networks, string settings) =>
        $"{Convert.ToHexStringLower(SHA256.HashData([.. networks.SelectMany(SHA256.HashData)]))[..12]}, {settings}";

    private IReadOnlyList<DetectedFace> Turned(Picture picture, IReadOnlyList<DetectedFace> upright) =>
        TurnedSearch.Of(picture, upright, turns, SureScore, minTurnedScore, Find);

    private static FaceDetector ReadFile(string path, DetectorOptions options) =>
        Path.GetExtension(path).Equals(".safetensors", StringComparison.OrdinalIgnoreCase)
            ? SingleShotDetector.Read(path, options)
            : OnnxDetector.Read(path, options);

    private static IReadOnlyList<DetectedFace> Ordered(IReadOnlyList<DetectedFace> faces) =>
        [.. faces.OrderByDescending(face => face.Box.Area).ThenBy(face => face.Box.Top).ThenBy(face => face.Box.Left)];
}
