using System.Security.Cryptography;
using NormFace.Decoding;

namespace NormFace.Detection;

/// <summary>Finds faces and their five points. Safe from several threads.</summary>
public abstract class FaceDetector : IDisposable
{
    /// <summary>Makes a detector.</summary>
    /// <param name="identity">See <see cref="Identity"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="identity"/> is empty: a run of <c>align</c> could not tell this detector from another.</exception>
    protected FaceDetector(string identity)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        Identity = identity;
    }

    /// <summary>A text that is the same for the same networks with the same settings, from whatever files they were read. Threads count for nothing.</summary>
    public string Identity { get; }

    /// <summary>Opens a detector.</summary>
    /// <param name="path">
    /// A folder with MTCNN's weights (<c>det1</c> to <c>det3.caffemodel</c>; <c>pnet.pt</c>, <c>rnet.pt</c>, <c>onet.pt</c>), or an ONNX detector with a
    /// contract file beside it (<see cref="DetectorContract"/>).
    /// </param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The detector; dispose it.</returns>
    /// <exception cref="FileNotFoundException">There is nothing at the path, or a folder without weights; the names of files looked for are listed.</exception>
    /// <exception cref="InvalidDataException">A file is broken or of another network.</exception>
    public static FaceDetector Open(string path, DetectorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options = (options ?? new DetectorOptions()).Checked();
        return Directory.Exists(path) ? MtcnnDetector.Read(path, options)
            : File.Exists(path) ? OnnxDetector.Read(path, options)
            : throw new FileNotFoundException(
                $"There is no detector at {path}. Name a folder with MTCNN's weights ({MtcnnFiles.Known}), or an ONNX detector with its contract.", path);
    }

    /// <summary>Finds the faces of one picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <returns>Its faces, the largest box first; of equal ones the upper, then the left one. None where there is no face.</returns>
    /// <exception cref="ArgumentException">The picture is too large for the smallest face that was asked for.</exception>
    public IReadOnlyList<DetectedFace> Detect(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Detect([picture])[0];
    }

    /// <summary>Finds the faces of several pictures at once; faces of all of them go through the networks together.</summary>
    /// <param name="pictures">The pictures, of any sizes; may be none.</param>
    /// <returns>For each picture its faces, as <see cref="Detect(Picture)"/> gives them but for rounding.</returns>
    /// <exception cref="ArgumentException">A picture is too large for the smallest face that was asked for.</exception>
    public IReadOnlyList<IReadOnlyList<DetectedFace>> Detect(IReadOnlyList<Picture> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        return
        [
            .. Find(pictures).Select(faces => (IReadOnlyList<DetectedFace>)
                [.. faces.OrderByDescending(face => face.Box.Area).ThenBy(face => face.Box.Top).ThenBy(face => face.Box.Left)]),
        ];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The faces of each picture, in any order.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <returns>One list a picture.</returns>
    protected abstract IReadOnlyList<IReadOnlyList<DetectedFace>> Find(IReadOnlyList<Picture> pictures);

    /// <summary>The identity of a detector that computes these networks with these settings.</summary>
    private protected static string IdentityOf(IEnumerable<byte[]> networks, string settings) =>
        $"{Convert.ToHexStringLower(SHA256.HashData([.. networks.SelectMany(SHA256.HashData)]))[..12]}, {settings}";

    /// <summary>Releases the networks.</summary>
    /// <param name="isDisposing">Whether called from <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool isDisposing);
}
