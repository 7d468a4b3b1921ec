using System.Collections.Concurrent;

namespace NormFace.Datasets;

/// <summary>
/// Pictures named by a text list: <c>path label</c>, <c>path,label</c> or path and label with a tab between.
/// </summary>
/// <remarks>
/// The label is what follows the last tab, else the last comma, else the last blank, so paths may hold blanks. A line
/// that is a path and
/// nothing else has its first folder as identity. Blank lines and lines that start with <c>#</c> are passed over.
/// Pictures must lie below
/// the root, and no link on the way to them is followed. A missing picture is found when it is read.
/// </remarks>
internal sealed class ListSource : PlacedPictures<string>
{
    private const long LongestList = 1L << 30;

    private readonly string root;
    private readonly ConcurrentDictionary<string, bool> links = new(StringComparer.Ordinal);

    /// <summary>Reads a list.</summary>
    /// <param name="path">The list, in UTF-8.</param>
    /// <param name="root">
    /// Folder below which the pictures lie; null for the list's own. Absolute paths are accepted if they lie below it.
    /// </param>
    /// <exception cref="InvalidDataException">
    /// A line is not a path with a label, leaves the root, or names a picture again; it is named.
    /// </exception>
    /// <exception cref="IOException">The list cannot be read.</exception>
    public ListSource(string path, string? root = null)
        : base(path, Lines(path, Root(path, root))) => this.root = Root(path, root);

    /// <inheritdoc />
    protected override StoredPicture ReadAt(string place) => LeadsOverLink(place)
        ? throw new InvalidDataException("a link lies on its path, and links are not followed.")
        : StoredPicture.FromFile(Path.Combine(root, place));

    private static string Root(string path, string? root) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(root ?? Path.GetDirectoryName(Path.GetFullPath(path))!));

    private static IEnumerable<(PictureEntry Entry, string Path)> Lines(string list, string root)
    {
        if (new FileInfo(list).Length > LongestList)
        {
            throw new InvalidDataException($"{list}: expected a list of at most 1 GiB, found a longer one.");
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (number, line) in File.ReadLines(list).Index())
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            var (name, label) = Split(text);
            if (!PicturePath.IsPicture(name))
            {
                throw Error(
                    $"the path of a picture and a label, found '{Shortened(text)}'. Mark titles of columns with '#'");
            }

            var path = Inside(name, root) ?? throw Error(
                $"a path below '{root}', found '{Shortened(name)}'. "
                + "Move the list, or name the folder of the pictures as its root");
            yield return known.Add(path)
                ? (new PictureEntry(path, label ?? PicturePath.Identity(path)), path)
                : throw Error($"each picture once, found '{Shortened(path)}' again");

            InvalidDataException Error(string message) =>
                new(FormattableString.Invariant($"{list}({number + 1}): expected {message}."));
        }
    }

    private static (string Path, string? Label) Split(string text)
    {
        var at = text.LastIndexOf('\t');
        at = at >= 0 ? at : text.LastIndexOf(',');
        at = at >= 0 ? at : text.LastIndexOf(' ');
        return at < 0 || PicturePath.IsPicture(text) ? (text, null) : (text[..at].Trim(), text[(at + 1)..].Trim());
    }

    private static string? Inside(string name, string root)
    {
        if (!Path.IsPathRooted(name) || name.Contains('\0', StringComparison.Ordinal))
        {
            return PicturePath.Inside(name);
        }

        var full = Path.GetFullPath(name);
        return full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? PicturePath.Inside(full[(root.Length + 1)..])
            : null;
    }

    private bool LeadsOverLink(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            if (links.GetOrAdd(path[..end], IsLink))
            {
                return true;
            }
        }

        return IsLink(path);
    }

    private bool IsLink(string path) => new FileInfo(Path.Combine(root, path)).LinkTarget is not null;

    private static string Shortened(string text) => text.Length <= 100 ? text : text[..100] + "...";
}
