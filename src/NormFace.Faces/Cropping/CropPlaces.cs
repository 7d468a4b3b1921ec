using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Storage;

namespace NormFace.Cropping;

/// <summary>Where the faces of a run are written: below its folder, under the paths of their pictures.</summary>
internal sealed class CropPlaces(string folder, IReadOnlyList<PictureEntry> entries, CropFormat format)
{
    private readonly string root =
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;

    // a.jpg and a.png would both become a.png; they keep their names before the new ending.
    private readonly HashSet<string> shared =
    [
        .. entries.GroupBy(entry => Path.ChangeExtension(entry.Path, null), StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1).SelectMany(group => group).Select(entry => entry.Path),
    ];

    /// <summary>The full path of an output.</summary>
    /// <exception cref="InvalidDataException">It would lie outside the folder.</exception>
    public string Full(string output)
    {
        var full = Path.GetFullPath(Path.Combine(root, output));
        return full.StartsWith(root, StringComparison.Ordinal)
            ? full
            : throw new InvalidDataException($"{output}: this path is outside {folder}.");
    }

    /// <summary>Writes an aligned face.</summary>
    /// <returns>Its path below the folder.</returns>
    public string Write(Picture aligned, string path) => format == CropFormat.Png
        ? Store(path, ".png", aligned.ToPng())
        : Store(path, ".jpg", aligned.ToJpeg(quality: 95));

    /// <summary>Copies a picture as it is stored.</summary>
    /// <returns>Its path below the folder.</returns>
    public string Copy(StoredPicture stored, string path) => Store(path, Path.GetExtension(path), stored.Bytes);

    private string Store(string path, string ending, ReadOnlyMemory<byte> bytes)
    {
        var output = shared.Contains(path) && !path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            ? path + ending
            : Path.ChangeExtension(path, ending);
        var full = Full(output);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        AtomicFile.Write(full, stream => stream.Write(bytes.Span), isSynced: false);
        return output;
    }
}
