using System.Text;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Storage;

namespace NormFace.Cropping;

/// <summary>Where the faces of a run are written: below its folder, under the paths of their pictures.</summary>
/// <param name="folder">The folder.</param>
/// <param name="names">Their names.</param>
/// <param name="format">How aligned faces are stored.</param>
internal sealed class CropPlaces(string folder, CropNames names, CropFormat format)
{
    private const int LongestName = 255; // bytes of a file's name, on every file system in use

    private readonly string root =
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;

    /// <summary>The full path of an output.</summary>
    /// <exception cref="InvalidDataException">It would lie outside the folder.</exception>
    public string Full(string output)
    {
        var full = Path.GetFullPath(Path.Combine(root, output));
        return full.StartsWith(root, StringComparison.Ordinal)
            ? full
            : throw new InvalidDataException($"{output}: this path is outside {folder}.");
    }

    /// <summary>Whether an output is there and not empty.</summary>
    /// <exception cref="InvalidDataException">It would lie outside the folder.</exception>
    public bool Holds(string output) => new FileInfo(Full(output)) is { Exists: true, Length: > 0 };

    /// <summary>Writes an aligned face.</summary>
    /// <returns>Its path below the folder.</returns>
    /// <exception cref="PictureException">It cannot be stored under its name.</exception>
    public string Write(Picture aligned, string path) => Store(
        path, names.OfAligned(path), format == CropFormat.Png ? aligned.ToPng() : aligned.ToJpeg(quality: 95));

    /// <summary>Copies a picture as it is stored.</summary>
    /// <returns>Its path below the folder.</returns>
    /// <exception cref="PictureException">It cannot be stored under its name.</exception>
    public string Copy(StoredPicture stored, string path) => Store(path, names.OfCopy(path), stored.Bytes);

    private string Store(string path, string output, ReadOnlyMemory<byte> bytes)
    {
        var full = Full(output);
        if (Encoding.UTF8.GetByteCount(Path.GetFileName(output)) > LongestName)
        {
            throw new PictureException(
                path, FormattableString.Invariant($"the name of its face would be longer than {LongestName} bytes."));
        }

        if (Directory.Exists(full))
        {
            throw new PictureException(path, $"there is a folder in place of its face, {output}.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        AtomicFile.Write(full, stream => stream.Write(bytes.Span), isSynced: false);
        return output;
    }
}
