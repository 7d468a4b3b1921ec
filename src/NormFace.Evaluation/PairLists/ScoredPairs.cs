using NormFace.Verification;

namespace NormFace.PairLists;

/// <summary>A list of pairs with the score of each.</summary>
public sealed class ScoredPairs
{
    private readonly double[] scores;

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
            throw new ArgumentException(FormattableString.Invariant($"scores must hold one score for each of {list.Pairs.Count} pairs, but holds {scores.Count}."), nameof(scores));
        }

        (List, this.scores) = (list, [.. scores]);
        var bad = Array.FindIndex(this.scores, double.IsNaN);
        if (bad >= 0)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{list.Location}({list.Pairs[bad].Line}): expected a score, but that of '{list.Pairs[bad].First}' and '{list.Pairs[bad].Second}' is NaN."));
        }
    }

    /// <summary>The pairs.</summary>
    public PairList List { get; }

    /// <summary>Score of each pair. Shape <c>[P]</c>.</summary>
    public IReadOnlyList<double> Scores => scores;

    /// <summary>Scores with the identities of both pictures.</summary>
    /// <returns>One for each pair, in the order of the list.</returns>
    public ScorePair[] WithIdentities() =>
        [.. scores.Select((score, index) => new ScorePair(score, List.FirstIdentities[index], List.SecondIdentities[index]))];

    /// <summary>The scores of some pairs, sorted by kind.</summary>
    /// <param name="indexes">Which pairs, at least one of each kind.</param>
    /// <returns>The set.</returns>
    public ScoreSet Of(IEnumerable<int> indexes)
    {
        var chosen = indexes.ToLookup(index => List.Pairs[index].IsGenuine, index => scores[index]);
        return new ScoreSet(chosen[true].ToArray(), chosen[false].ToArray());
    }

    /// <summary>The scores of all pairs, sorted by kind.</summary>
    /// <returns>The set.</returns>
    public ScoreSet All() => Of(Enumerable.Range(0, scores.Length));
}
