using NormFace.PairLists;

namespace NormFace.Protocols.PairSets;

/// <summary>Ten folds of lists that do not name their folds.</summary>
internal static class FoldTenths
{
    private const int FoldCount = 10;

    /// <summary>Fold k is the k-th tenth of the list.</summary>
    public static IReadOnlyList<ListedPair> InOrder(IReadOnlyList<ListedPair> pairs) =>
        [.. pairs.Select((pair, at) => pair with { Fold = (int)((long)at * FoldCount / pairs.Count) })];

    /// <summary>Fold k is the k-th tenth of the genuine pairs and of the impostor pairs.</summary>
    public static IReadOnlyList<ListedPair> OfEachKind(IReadOnlyList<ListedPair> pairs)
    {
        var ofKind = pairs.ToLookup(pair => pair.IsGenuine);
        return [.. InOrder([.. ofKind[true]]), .. InOrder([.. ofKind[false]])];
    }
}
