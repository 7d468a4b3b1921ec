using NormFace.Embeddings;
using NormFace.Verification;

namespace NormFace.PairLists;

/// <summary>A list of pairs with the score of each.</summary>
public sealed partial class ScoredPairs
{
    private readonly double[] scores;
    private SortedPairs? sorted;

    /// <summary>Takes a list and its scores.</summary>
    /// <param name="list">The pairs.</param>
    /// <param name="scores">Score of each pair, larger for more alike; none NaN. Shape <c>[P]</c>.</param>
    /// <exception cref="ArgumentException">Their numbers differ.</exception>
    /// <exception cref="InvalidDataException">A score is NaN; the pair is named.</exception>
    public ScoredPairs(PairList list, IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(scores);
        if (list.Pairs.Count != scores.Count)
        {
            throw new ArgumentException("scores must hold one score for each of "
                + FormattableString.Invariant($"{list.Pairs.Count} pairs, but holds {scores.Count}."), nameof(scores));
        }

        (List, this.scores) = (list, [.. scores]);
        var bad = Array.FindIndex(this.scores, double.IsNaN);
        if (bad >= 0)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{list.Location}({list.Pairs[bad].Line}): expected a score, but that of '{list.Pairs[bad].First}' ")
                + FormattableString.Invariant($"and '{list.Pairs[bad].Second}' is NaN."));
        }
    }

    /// <summary>Scores pairs by the cosines of their embeddings, in double precision.</summary>
    /// <param name="list">The pairs.</param>
    /// <param name="embeddings">
    /// The embeddings. A picture is found by its path, or by its path with another extension.
    /// </param>
    /// <returns>The pairs with their scores.</returns>
    /// <exception cref="InvalidDataException">Pictures are missing; ten are named and all counted.</exception>
    public static ScoredPairs Of(PairList list, EmbeddingSet embeddings)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(embeddings);
        return new ScoredPairs(list, PairRows.Of(list, embeddings).Scores(embeddings.Cosine));
    }

    /// <summary>Scores pairs by the inner products of their features, in double precision.</summary>
    /// <param name="list">The pairs.</param>
    /// <param name="features">
    /// The features. A picture is found by its path, or by its path with another extension.
    /// </param>
    /// <returns>The pairs with their scores.</returns>
    /// <exception cref="InvalidDataException">Pictures are missing; ten are named and all counted.</exception>
    public static ScoredPairs OfInnerProducts(PairList list, FeatureSet features)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(features);
        return new ScoredPairs(
            list,
            PairRows.Of(list, features).Scores((first, second) =>
                Cosine.Product(features.Row(first), features.Row(second))));
    }

    /// <summary>The pairs.</summary>
    public PairList List { get; }

    /// <summary>Score of each pair. Shape <c>[P]</c>.</summary>
    public IReadOnlyList<double> Scores => scores;

    /// <summary>Scores with the identities of both pictures.</summary>
    /// <returns>One for each pair, in the order of the list.</returns>
    public ScorePair[] WithIdentities() =>
        [.. scores.Select(
            (score, index) => new ScorePair(score, List.FirstIdentities[index], List.SecondIdentities[index]))];

    /// <summary>The scores of all pairs, sorted by kind.</summary>
    /// <returns>The set; the same one whenever it is asked for.</returns>
    public ScoreSet All() => Sorted.All;

    /// <summary>The pairs sorted by score, once for all figures.</summary>
    internal SortedPairs Sorted => sorted ??= new SortedPairs(WithIdentities());
}
