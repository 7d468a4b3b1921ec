using NormFace.Embeddings;

namespace NormFace.PairLists;

/// <summary>Finds the pictures that a list names among the rows of a set, and remembers those it lacks.</summary>
internal sealed class ListedRows(PictureRows set, string location)
{
    public const int Missing = -1;

    private const int NamedAtMost = 10;

    private static readonly string[] Extensions = [".jpg", ".png", ".jpeg", ".webp", ".bmp"];

    private readonly Dictionary<string, int> missing = new(StringComparer.Ordinal); // with the line that asks first

    /// <summary>The row of a picture, by its path or by its path with another extension; <see cref="Missing"/> where there is none.</summary>
    public int Find(string picture, int line)
    {
        if (set.TryFind(picture, out var row) || Extensions.Any(extension => set.TryFind(Path.ChangeExtension(picture, extension), out row)))
        {
            return row;
        }

        missing.TryAdd(picture, line);
        return Missing;
    }

    /// <summary>Refuses a list that named a picture without a row: ten are named and all counted.</summary>
    public void ThrowIfAnyIsMissing()
    {
        if (missing.Count == 0)
        {
            return;
        }

        var named = missing.OrderBy(entry => entry.Value).Take(NamedAtMost).Select(entry => FormattableString.Invariant($"'{entry.Key}' (line {entry.Value})"));
        throw new InvalidDataException(FormattableString.Invariant(
            $"{location}: expected every picture among the {set.Count} embeddings, found {missing.Count} missing: {string.Join(", ", named)}")
            + (missing.Count > NamedAtMost ? FormattableString.Invariant($", and {missing.Count - NamedAtMost} more. ") : ". ")
            + $"Names of rows look like '{set.Names[0]}'.");
    }
}
