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
    /// <summary>Evaluates embeddings.</summary>
    /// <param name="embeddings">Features of all pictures of the pairs.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="InvalidDataException">Pictures are missing.</exception>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static PairsResult Of(EmbeddingSet embeddings, PairList pairs, LfwOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= new LfwOptions();
        var scored = EmbeddedPairs.Of(pairs, embeddings).Cosines();
        return Of(scored, options, pairs.FoldCount > 1 ? LfwEvaluation.Of(embeddings, pairs, options: options) : null);
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
        return Of(scored, options, scored.List.FoldCount > 1 ? LfwEvaluation.Of(scored, options) : null);
    }

    private static PairsResult Of(ScoredPairs scored, LfwOptions options, LfwResult? folds) => new(
        folds?.Summary ?? VerificationSummary.Of(scored.WithIdentities(), options.Fars ?? LfwEvaluation.UsualFarsOf(scored), options.Bootstrap),
        BestThreshold.Of(scored.All()),
        folds,
        scored);
}
