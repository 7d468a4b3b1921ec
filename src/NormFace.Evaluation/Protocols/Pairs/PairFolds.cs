using NormFace.Embeddings;
using NormFace.PairLists;

namespace NormFace.Protocols.Pairs;

/// <summary>Scored pairs, and where known their features, fold by fold.</summary>
internal sealed class PairFolds(ScoredPairs scored, FeatureSet? features = null, PairRows? rows = null)
{
    private PairFolds(PairList list, FeatureSet features, EmbeddingSet embeddings, PairRows rows)
        : this(new ScoredPairs(list, rows.Scores(embeddings.Cosine)), features, rows)
    {
    }

    public PairFolds(PairList list, FeatureSet features, EmbeddingSet embeddings)
        : this(list, features, embeddings, PairRows.Of(list, features))
    {
    }

    public ScoredPairs Scored => scored;

    public FoldPart Fold(int fold) => Part(pair => pair.Fold == fold);

    public FoldPart AllBut(int fold) => Part(pair => pair.Fold != fold);

    public FoldPart All() => Part(_ => true);

    private FoldPart Part(Func<ListedPair, bool> isWanted) =>
        new(
            scored,
            features,
            rows,
            [.. Enumerable.Range(0, scored.List.Pairs.Count).Where(index => isWanted(scored.List.Pairs[index]))]);
}
