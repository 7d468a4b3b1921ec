using NormFace.Embeddings;
using NormFace.PairLists;
using NormFace.Verification;

namespace NormFace.Protocols.Pairs;

/// <summary>The pairs that a rule may see: those to choose on, or those that are judged.</summary>
public sealed class FoldPart
{
    private readonly ScoredPairs scored;
    private readonly int[] indexes;

    internal FoldPart(ScoredPairs scored, FeatureSet? features, PairRows? rows, int[] indexes)
    {
        (this.scored, this.indexes, Features) = (scored, indexes, features);
        Scores = [.. indexes.Select(index => scored.Scores[index])];
        IsGenuine = [.. indexes.Select(index => scored.List.Pairs[index].IsGenuine)];
        Rows = rows is null ? [] : [.. indexes.Select(index => (rows.First[index], rows.Second[index]))];
    }

    /// <summary>Score of each pair: its cosine, or what else is larger for more alike. Shape <c>[P]</c>.</summary>
    public IReadOnlyList<double> Scores { get; }

    /// <summary>Whether each pair shows one identity. Shape <c>[P]</c>.</summary>
    public IReadOnlyList<bool> IsGenuine { get; }

    /// <summary>The features of the pictures; null if only scores are known.</summary>
    public FeatureSet? Features { get; }

    /// <summary>
    /// Rows of the two pictures of each pair among the features; empty if only scores are known. Shape <c>[P]</c>.
    /// </summary>
    public IReadOnlyList<(int First, int Second)> Rows { get; }

    /// <summary>Where the pairs come from, for messages.</summary>
    public string Location => scored.List.Location;

    /// <summary>Positions of the pairs in their list.</summary>
    internal IReadOnlyList<int> Indexes => indexes;

    /// <summary>The scores, sorted.</summary>
    /// <returns>The set.</returns>
    public ScoreSet Sorted() => scored.Sorted.Of(indexes);

    /// <summary>Whether each pair is decided correctly.</summary>
    /// <param name="isAccepted">Decides by the score.</param>
    /// <returns>One for each pair, in their order.</returns>
    public IReadOnlyList<bool> Judge(Func<double, bool> isAccepted) =>
        [.. Scores.Zip(IsGenuine, (score, isGenuine) => isAccepted(score) == isGenuine)];
}
