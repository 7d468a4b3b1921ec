using NormFace.Datasets;

namespace NormFace.Cropping;

/// <summary>
/// Names of the faces of a run below its folder: no two pictures share one, on any file system, and a run that is
/// resumed gives the same names as one that was not stopped.
/// </summary>
/// <remarks>
/// The face of <c>x.jpg</c> is <c>x.png</c>, and a picture that is copied keeps its name. Where another picture or a
/// folder has that name, the ending is added to the whole name, as often as it takes: <c>x.jpg.png</c>,
/// <c>x.jpg.png.png</c>.
/// </remarks>
internal sealed class CropNames
{
    private readonly string ending;
    private readonly Dictionary<string, string> aligned = new(StringComparer.Ordinal); // those with an added ending
    private readonly Dictionary<string, string> copied = new(StringComparer.Ordinal);

    /// <summary>Chooses the names.</summary>
    /// <param name="entries">All pictures of the run.</param>
    /// <param name="ending">Ending of aligned faces.</param>
    /// <param name="done">What an earlier run wrote: a picture that was not there then must not replace it.</param>
    public CropNames(IReadOnlyList<PictureEntry> entries, string ending, IEnumerable<CropRow> done)
    {
        this.ending = ending;
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var folder in entries.SelectMany(entry => Folders(entry.Path)))
        {
            owners[folder] = ""; // of no picture
        }

        foreach (var row in done.Where(row => row.IsWritten))
        {
            owners[row.Output!] = row.File;
        }

        foreach (var path in entries.Select(entry => entry.Path))
        {
            Take(copied, path, path, Path.GetExtension(path) is { Length: > 0 } own ? own : ending);
        }

        var shared = Repeated(entries.Select(entry => Path.ChangeExtension(entry.Path, null)));
        foreach (var path in entries.Select(entry => entry.Path))
        {
            Take(aligned, path, IsShared(path) ? path + ending : Usual(path), ending);
        }

        // a.jpg and a.bmp would both become a.png: neither does.
        bool IsShared(string path) => shared.Contains(Path.ChangeExtension(path, null))
            && !path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

        void Take(Dictionary<string, string> names, string path, string first, string added)
        {
            var name = first;
            for (var next = path + added; !owners.TryAdd(name, path) && owners[name] != path; next += added)
            {
                name = next;
            }

            if (name != (names == copied ? path : Usual(path)))
            {
                names.Add(path, name);
            }
        }
    }

    /// <summary>Name of the aligned face of a picture.</summary>
    public string OfAligned(string path) => aligned.GetValueOrDefault(path) ?? Usual(path);

    /// <summary>Name of a picture that is copied as it is.</summary>
    public string OfCopy(string path) => copied.GetValueOrDefault(path, path);

    private string Usual(string path) => Path.ChangeExtension(path, ending);

    private static HashSet<string> Repeated(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var repeated = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.Where(name => !seen.Add(name)))
        {
            _ = repeated.Add(name);
        }

        return repeated;
    }

    private static IEnumerable<string> Folders(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            yield return path[..end];
        }
    }
}
