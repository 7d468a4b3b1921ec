using NormFace.AllPairs;
using NormFace.Embeddings;
using NormFace.Verification;

namespace NormFace.Benches;

/// <summary>Judges a network in training by all pairs of the people who are kept out of it.</summary>
public static class HeldOutFigures
{
    /// <summary>The figures, as <see cref="Training.HeldOutJudge"/> asks for them.</summary>
    /// <param name="people">Embeddings of the people.</param>
    /// <param name="falseMatchRate">Rate at which the true accept rate is wanted, in (0, 1].</param>
    /// <returns>Equal error rate and true accept rate.</returns>
    public static (double EqualErrorRate, double TrueAcceptRate) Of(EmbeddingSet people, double falseMatchRate)
    {
        var scores = ScoreSet.From(AllPairsEvaluation.Scores(people));
        return (RocCurve.EqualErrorRate(scores).Rate, RocCurve.At(scores, falseMatchRate).Tar);
    }
}
