using NormFace.Embeddings;

namespace NormFace.PairLists;

/// <summary>The pairs of a list, found in an embedding set.</summary>
public sealed class EmbeddedPairs
{
    private const int NamedAtMost = 10;

    private static readonly string[] Extensions = [".jpg", ".png", ".jpeg", ".webp", ".bmp"];

    private EmbeddedPairs(PairList list, EmbeddingSet embeddings, int[] first, int[] second) =>
        (List, Embeddings, FirstRows, SecondRows) = (list, embeddings, first, second);

    /// <summary>The pairs.</summary>
    public PairList List { get; }

    /// <summary>The embeddings.</summary>
    public EmbeddingSet Embeddings { get; }

    /// <summary>Row of the first picture of each pair. Shape <c>[P]</c>.</summary>
    public IReadOnlyList<int> FirstRows { get; }

    /// <summary>Row of the second picture of each pair. Shape <c>[P]</c>.</summary>
    public IReadOnlyList<int> SecondRows { get; }

    /// <summary>Finds the pictures of a list among the rows.</summary>
    /// <param name="list">The pairs.</param>
    /// <param name="embeddings">The embeddings. A picture is found by its path, or by its path with another extension.</param>
    /// <returns>The pairs with their rows.</returns>
    /// <exception cref="InvalidDataException">Pictures are missing; ten are named and all counted.</exception>
    public static EmbeddedPairs Of(PairList list, EmbeddingSet embeddings)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(embeddings);
        Dictionary<string, int> missing = new(StringComparer.Ordinal); // with the line that asks first
        var first = list.Pairs.Select(pair => Row(pair.First, pair.Line)).ToArray();
        var second = list.Pairs.Select(pair => Row(pair.Second, pair.Line)).ToArray();
        if (missing.Count == 0)
        {
            return new EmbeddedPairs(list, embeddings, first, second);
        }

        var named = missing.OrderBy(entry => entry.Value).Take(NamedAtMost).Select(entry => FormattableString.Invariant($"'{entry.Key}' (line {entry.Value})"));
        throw new InvalidDataException(FormattableString.Invariant(
            $"{list.Location}: expected every picture among the {embeddings.Count} embeddings, found {missing.Count} missing: {string.Join(", ", named)}")
            + (missing.Count > NamedAtMost ? FormattableString.Invariant($", and {missing.Count - NamedAtMost} more. ") : ". ")
            + $"Names of rows look like '{embeddings.Names[0]}'.");

        int Row(string picture, int line)
        {
            if (embeddings.TryFind(picture, out var row)
                || Extensions.Any(extension => embeddings.TryFind(Path.ChangeExtension(picture, extension), out row)))
            {
                return row;
            }

            missing.TryAdd(picture, line);
            return -1;
        }
    }

    /// <summary>Cosines of all pairs, computed in double precision.</summary>
    /// <returns>The pairs with their scores.</returns>
    public ScoredPairs Cosines() => new(List, [.. FirstRows.Zip(SecondRows, (first, second) => Cosine.Of(Embeddings.Row(first), Embeddings.Row(second)))]);
}
