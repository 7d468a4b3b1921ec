using NormFace.PairLists;
using NormFace.Verification;

namespace NormFace.Protocols.Lfw;

/// <summary>What a version of the protocol may see of one fold: the pairs it chooses a threshold on, and those it is judged by.</summary>
/// <param name="Number">Number of the fold, from 0.</param>
/// <param name="Training">All pairs to choose on: those of the other folds, or of a separate list.</param>
/// <param name="TrainingIndexes">Which of them belong to the training part.</param>
/// <param name="Test">The pairs of the protocol.</param>
/// <param name="TestIndexes">Which of them are judged.</param>
internal sealed record LfwFold(
    int Number, LfwPairs Training, IReadOnlyList<int> TrainingIndexes, LfwPairs Test, IReadOnlyList<int> TestIndexes)
{
    /// <summary>Cosines of the training part.</summary>
    public ScoreSet TrainingScores() => Training.Scored.Of(TrainingIndexes);

    /// <summary>Whether each judged pair is decided correctly.</summary>
    /// <param name="isAccepted">Decides by the cosine.</param>
    public bool[] Judge(Func<double, bool> isAccepted) =>
        [.. TestIndexes.Select(index => isAccepted(Test.Scored.Scores[index]) == Test.Scored.List.Pairs[index].IsGenuine)];
}

/// <summary>Pairs with their rows and their cosines.</summary>
/// <param name="Embedded">Pairs and rows; null where only scores are known.</param>
/// <param name="Scored">Pairs and cosines.</param>
internal sealed record LfwPairs(EmbeddedPairs? Embedded, ScoredPairs Scored);
