using NormFace.Embeddings;

namespace NormFace.PairLists;

/// <summary>Finds the pictures that a list names among the rows of a set, and remembers those it lacks.</summary>
internal sealed class ListedRows(PictureRows set, string location)
{
    public const int Missing = -1;

    private const int NamedAtMost = 10;

    private static readonly string[] Extensions = [".jpg", ".png", ".jpeg", ".webp", ".bmp"];

    private readonly Dictionary<string, int> missing = new(StringComparer.Ordinal); // with the line that asks first
    private Dictionary<string, int>? bare; // rows by file name; missing where several have it

    /// <summary>
    /// The row of a picture: by its path, by its path with another extension, or of a bare file name by the file name;
    /// <see cref="Missing"/> where there is none.
    /// </summary>
    public int Find(string picture, int line)
    {
        if (set.TryFind(picture, out var row)
            || Extensions.Any(extension => set.TryFind(Path.ChangeExtension(picture, extension), out row)))
        {
            return row;
        }

        if (!picture.Contains('/', StringComparison.Ordinal) && Bare().TryGetValue(picture, out row) && row != Missing)
        {
            return row;
        }

        missing.TryAdd(picture, line);
        return Missing;
    }

    private Dictionary<string, int> Bare()
    {
        if (bare is null)
        {
            bare = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var row = 0; row < set.Count; row++)
            {
                var name = set.Names[row][(set.Names[row].LastIndexOf('/') + 1)..];
                bare[name] = bare.ContainsKey(name) ? Missing : row;
            }
        }

        return bare;
    }

    /// <summary>Refuses a list that named a picture without a row: ten are named and all counted.</summary>
    public void ThrowIfAnyIsMissing()
    {
        if (missing.Count == 0)
        {
            return;
        }

        var named = missing.OrderBy(entry => entry.Value)
            .Take(NamedAtMost)
            .Select(entry => FormattableString.Invariant($"'{entry.Key}' (line {entry.Value})"));
        throw new InvalidDataException(FormattableString.Invariant(
            $"{location}: expected every picture among the {set.Count} embeddings, found {missing.Count} missing: ")
            + FormattableString.Invariant($"{string.Join(", ", named)}")
            + (
                missing.Count > NamedAtMost
                    ? FormattableString.Invariant($", and {missing.Count - NamedAtMost} more. ")
                    : ". ")
            + $"Names of rows look like '{set.Names[0]}'.");
    }
}
