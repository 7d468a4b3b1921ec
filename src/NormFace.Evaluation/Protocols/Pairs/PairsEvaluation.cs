using NormFace.Embeddings;
using NormFace.PairLists;
using NormFace.Protocols.Lfw;
using NormFace.Verification;

namespace NormFace.Protocols.Pairs;

/// <summary>Figures of any list of pairs.</summary>
/// <param name="Summary">EER, AUC and true accept rates with intervals over identities.</param>
/// <param name="BestThreshold">The threshold that decides most pairs correctly, found on the pairs themselves: its accuracy is flattered.</param>
/// <param name="Folds">Accuracy over folds by LFW's rules; null for a list of one fold.</param>
/// <param name="Scored">The pairs with their scores.</param>
public sealed record PairsResult(VerificationSummary Summary, BestThreshold BestThreshold, LfwResult? Folds, ScoredPairs Scored);

/// <summary>Evaluates any list of pairs: by its scores alone, and where it has folds by LFW's rules as well.</summary>
public static class PairsEvaluation
{
    /// <summary>Evaluates features.</summary>
    /// <param name="features">Features of all pictures of the pairs.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="InvalidDataException">Pictures are missing.</exception>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static PairsResult Of(FeatureSet features, PairList pairs, LfwOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(pairs);
        return pairs.FoldCount > 1
            ? Of(LfwEvaluation.Of(features, pairs, options: options))
            : Of(ScoredPairs.Of(pairs, features.Normalize()), options);
    }

    /// <summary>Evaluates scores; folds are judged by the exact search, the one rule that any scores allow.</summary>
    /// <param name="scored">Pairs with their scores.</param>
    /// <param name="options">Settings, of which the versions are not used; the defaults if null.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static PairsResult Of(ScoredPairs scored, LfwOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scored);
        options = (options ?? new LfwOptions()) with { Versions = [LfwVersion.BestThreshold] };
        return scored.List.FoldCount > 1
            ? Of(LfwEvaluation.Of(scored, options))
            : new PairsResult(
                VerificationSummary.Of(scored.Sorted, options.Fars, options.Bootstrap), BestThreshold.Of(scored.All()), null, scored);
    }

    private static PairsResult Of(LfwResult folds) => new(folds.Summary, BestThreshold.Of(folds.Summary.Scores), folds, folds.Scored);
}
