using NormFace.Embeddings;
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
    public ScoreSet TrainingScores() => Training.Scored.Sorted.Of(TrainingIndexes);

    /// <summary>Whether each judged pair is decided correctly.</summary>
    /// <param name="isAccepted">Decides by the cosine.</param>
    public bool[] Judge(Func<double, bool> isAccepted) =>
        [.. TestIndexes.Select(index => isAccepted(Test.Scored.Scores[index]) == Test.Scored.List.Pairs[index].IsGenuine)];
}

/// <summary>Pairs with their cosines, and where known the features.</summary>
/// <param name="Scored">Pairs and cosines.</param>
/// <param name="Features">The features of the pictures; null where only scores are known.</param>
/// <param name="Rows">Their rows, where there are features.</param>
internal sealed record LfwPairs(ScoredPairs Scored, FeatureSet? Features = null, PairRows? Rows = null)
{
    public static LfwPairs Of(PairList list, FeatureSet features, EmbeddingSet embeddings)
    {
        var rows = PairRows.Of(list, features);
        return new LfwPairs(new ScoredPairs(list, rows.Scores(embeddings.Cosine)), features, rows);
    }
}
