using NormFace.Embeddings;

namespace NormFace.PairLists;

/// <summary>The pairs of a list, found in an embedding set.</summary>
public sealed class EmbeddedPairs
{
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
        ListedRows rows = new(embeddings, list.Location);
        int[] first = [.. list.Pairs.Select(pair => rows.Find(pair.First, pair.Line))];
        int[] second = [.. list.Pairs.Select(pair => rows.Find(pair.Second, pair.Line))];
        rows.ThrowIfAnyIsMissing();
        return new EmbeddedPairs(list, embeddings, first, second);
    }

    /// <summary>Cosines of all pairs, computed in double precision.</summary>
    /// <returns>The pairs with their scores.</returns>
    public ScoredPairs Cosines() => new(List, [.. FirstRows.Zip(SecondRows, (first, second) => Cosine.Of(Embeddings.Row(first), Embeddings.Row(second)))]);
}
