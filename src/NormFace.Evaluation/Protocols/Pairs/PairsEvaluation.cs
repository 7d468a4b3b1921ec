using NormFace.Embeddings;
using NormFace.PairLists;
using NormFace.Verification;

namespace NormFace.Protocols.Pairs;

/// <summary>
/// Evaluates pairs: by their scores alone, and where there are folds by an accuracy whose threshold is chosen without
/// the fold.
/// </summary>
public static class PairsEvaluation
{
    /// <summary>Evaluates features.</summary>
    /// <param name="features">
    /// Features of all pictures of the pairs, merged with their mirror images where wanted.
    /// </param>
    /// <param name="pairs">
    /// The pairs. Of one fold there is no accuracy, unless with <paramref name="training"/>.
    /// </param>
    /// <param name="training">
    /// Pairs to choose thresholds on, as in LFW's view 1; null to choose on the other folds.
    /// </param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="InvalidDataException">Pictures are missing; ten are named and all counted.</exception>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static PairsResult Of(
        FeatureSet features, PairList pairs, PairList? training = null, PairsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(pairs);
        var embeddings = features.Normalize();
        var judged = new PairFolds(pairs, features, embeddings);
        return Of(
            judged,
            training is null ? null : new PairFolds(training, features, embeddings),
            options ?? new PairsOptions());
    }

    /// <summary>Evaluates scores; rules that need the features themselves are refused.</summary>
    /// <param name="scored">The pairs and their scores.</param>
    /// <param name="options">
    /// Settings; those of <see cref="AccuracyRules.BestThreshold"/>, which any scores allow, if null.
    /// </param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">A rule needs features, or an option is outside its range.</exception>
    public static PairsResult Of(ScoredPairs scored, PairsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scored);
        options ??= new PairsOptions { Rules = [AccuracyRules.BestThreshold] };
        return options.Rules.FirstOrDefault(rule => rule.NeedsFeatures) is { } wrong
            ? throw new ArgumentException(
                $"Rules must do with scores, but '{wrong}' needs the features. Give features instead.", nameof(options))
            : Of(new PairFolds(scored), null, options);
    }

    private static PairsResult Of(PairFolds judged, PairFolds? training, PairsOptions options)
    {
        var sorted = judged.Scored.Sorted;
        return new PairsResult(
            VerificationSummary.Of(sorted, options.Fars, options.Bootstrap),
            RocCurve.BestThreshold(sorted.All),
            training is null && judged.Scored.List.FoldCount == 1
                ? []
                : [.. options.Rules.Select(rule => Judge(rule, judged, training, options))],
            judged.Scored);
    }

    private static RuleResult Judge(AccuracyRule rule, PairFolds judged, PairFolds? training, PairsOptions options)
    {
        var list = judged.Scored.List;
        var isCorrect = new bool[list.Pairs.Count];
        List<FoldOutcome> outcomes = [];
        for (var fold = 0; fold < list.FoldCount; fold++)
        {
            var part = judged.Fold(fold);
            var outcome = rule.Judge(training?.All() ?? judged.AllBut(fold), part);
            for (var place = 0; place < part.Indexes.Count; place++)
            {
                isCorrect[part.Indexes[place]] = outcome.IsCorrect[place];
            }

            outcomes.Add(outcome);
        }

        return new RuleResult(
            rule,
            MeanAndDeviation.Of([.. outcomes.Select(fold => fold.Accuracy)]),
            SubjectBootstrap.WeightedIntervals(
                [.. list.FirstIdentities.Zip(list.SecondIdentities)], [WeightedShare.Of(isCorrect)], options.Bootstrap)[0],
            outcomes,
            isCorrect)
        {
            AmongEquals = outcomes.All(outcome => outcome.AmongEquals is not null)
                ? (
                    outcomes.Average(outcome => outcome.AmongEquals!.Value.Low), outcomes.Average(
                        outcome => outcome.AmongEquals!.Value.High))
                : null,
        };
    }
}
