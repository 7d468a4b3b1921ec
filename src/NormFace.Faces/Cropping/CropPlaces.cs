using System.Text;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Storage;

namespace NormFace.Cropping;

/// <summary>Where the faces of a run are written: below its folder, under the paths of their pictures.</summary>
internal sealed class CropPlaces(string folder, IReadOnlyList<PictureEntry> entries, CropFormat format)
{
    private const int LongestName = 255; // bytes of a file's name, on every file system in use

    private readonly string root =
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;

    // a.jpg and a.png would both become a.png; they keep their names before the new ending.
    private readonly HashSet<string> shared =
    [
        .. entries.GroupBy(entry => Path.ChangeExtension(entry.Path, null), StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1).SelectMany(group => group).Select(entry => entry.Path),
    ];

    // x.jpg cannot become x.png where there is a folder x.png.
    private readonly HashSet<string> folders =
        entries.SelectMany(entry => Folders(entry.Path)).ToHashSet(StringComparer.OrdinalIgnoreCase);

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
    public string Write(Picture aligned, string path) => format == CropFormat.Png
        ? Store(path, ".png", aligned.ToPng())
        : Store(path, ".jpg", aligned.ToJpeg(quality: 95));

    /// <summary>Copies a picture as it is stored.</summary>
    /// <returns>Its path below the folder.</returns>
    /// <exception cref="PictureException">It cannot be stored under its name.</exception>
    public string Copy(StoredPicture stored, string path) => Store(path, Path.GetExtension(path), stored.Bytes);

    private string Store(string path, string ending, ReadOnlyMemory<byte> bytes)
    {
        var changed = Path.ChangeExtension(path, ending);
        var isTaken = folders.Contains(changed)
            || (shared.Contains(path) && !path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        var output = isTaken ? path + ending : changed;
        var full = Full(output);
        if (Encoding.UTF8.GetByteCount(Path.GetFileName(output)) > LongestName)
        {
            throw new PictureException(
                path, FormattableString.Invariant($"the name of its face would be longer than {LongestName} bytes."));
        }

        if (Directory.Exists(full) || folders.Contains(output))
        {
            throw new PictureException(path, $"there is a folder in place of its face, {output}.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        AtomicFile.Write(full, stream => stream.Write(bytes.Span), isSynced: false);
        return output;
    }

    private static IEnumerable<string> Folders(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            yield return path[..end];
        }
    }
}
