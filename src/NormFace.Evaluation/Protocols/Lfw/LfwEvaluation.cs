using NormFace.Embeddings;
using NormFace.PairLists;
using NormFace.Verification;

namespace NormFace.Protocols.Lfw;

/// <summary>LFW's pair protocol: thresholds are chosen on all folds but one and judged on that one.</summary>
/// <remarks>
/// View 2 has ten folds of 300 genuine and 300 impostor pairs. View 1 has one list to choose on and one to judge. Any list with two or more
/// folds works. Source: Huang, Ramesh, Berg, Learned-Miller, "Labeled Faces in the Wild", UMass technical report 07-49 (2007).
/// </remarks>
public static class LfwEvaluation
{
    /// <summary>Evaluates features.</summary>
    /// <param name="features">Features of all pictures of the pairs, merged with their mirror images where wanted.</param>
    /// <param name="pairs">The pairs, in two or more folds; of one fold with <paramref name="training"/>.</param>
    /// <param name="training">Pairs to choose on, as in view 1; null to choose on the other folds.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="InvalidDataException">Pictures are missing, or there is one fold and no training list.</exception>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static LfwResult Of(FeatureSet features, PairList pairs, PairList? training = null, LfwOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(pairs);
        var embeddings = features.Normalize();
        return Of(
            LfwPairs.Of(pairs, features, embeddings),
            training is null ? null : LfwPairs.Of(training, features, embeddings),
            options ?? new LfwOptions());
    }

    /// <summary>Evaluates scores; versions that need the features themselves are refused.</summary>
    /// <param name="scored">The pairs and their cosines, in two or more folds.</param>
    /// <param name="options">Settings; all versions that scores allow if null.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="InvalidDataException">There is one fold, or a score is no cosine.</exception>
    /// <exception cref="ArgumentException">A version needs features, or an option is outside its range.</exception>
    public static LfwResult Of(ScoredPairs scored, LfwOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scored);
        options ??= new LfwOptions { Versions = [.. LfwVersion.All.Where(version => !version.NeedsFeatures)] };
        if (options.Versions.FirstOrDefault(version => version.NeedsFeatures) is { } wrong)
        {
            throw new ArgumentException($"Versions must do with scores, but '{wrong}' needs the features. Give features instead.", nameof(options));
        }

        return Of(new LfwPairs(scored), null, options);
    }

    private static LfwResult Of(LfwPairs test, LfwPairs? training, LfwOptions options)
    {
        if (options.VarianceShare is { } share && !(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), share, FormattableString.Invariant($"VarianceShare must lie in (0, 1), but was {share}."));
        }

        var folds = Folds(test, training);
        var pairs = test.Scored.WithIdentities();
        return new LfwResult(
            [.. options.Versions.Select(version => Judge(version, folds, pairs, options))],
            VerificationSummary.Of(test.Scored.Sorted, options.Fars, options.Bootstrap),
            test.Scored);
    }

    private static LfwVersionResult Judge(LfwVersion version, IReadOnlyList<LfwFold> folds, ScorePair[] pairs, LfwOptions options)
    {
        var isCorrect = new bool[pairs.Length];
        var outcomes = folds.Select(fold => version.Judge(fold, options.VarianceShare)).ToArray();
        List<LfwFoldResult> results = [];
        foreach (var (fold, outcome) in folds.Zip(outcomes))
        {
            for (var place = 0; place < fold.TestIndexes.Count; place++)
            {
                isCorrect[fold.TestIndexes[place]] = outcome.IsCorrect[place];
            }

            results.Add(new LfwFoldResult(
                (double)outcome.IsCorrect.Count(right => right) / outcome.IsCorrect.Count, outcome.Threshold, outcome.Components));
        }

        var accuracy = MeanAndDeviation.Of([.. results.Select(fold => fold.Accuracy)]);
        var interval = SubjectBootstrap.WeightedIntervals(
            [.. pairs.Select(pair => (pair.FirstIdentity, pair.SecondIdentity))], [WeightedShare.Of(isCorrect)], options.Bootstrap)[0];
        return new LfwVersionResult(version, accuracy, interval, results, isCorrect)
        {
            AmongEquals = outcomes.All(outcome => outcome.AmongEquals is not null)
                ? new AccuracyRange(outcomes.Average(outcome => outcome.AmongEquals!.Value.Low), outcomes.Average(outcome => outcome.AmongEquals!.Value.High))
                : null,
        };
    }

    private static LfwFold[] Folds(LfwPairs test, LfwPairs? training)
    {
        var list = test.Scored.List;
        if (training is null && list.FoldCount < 2)
        {
            throw new InvalidDataException(
                $"{list.Location}: expected two or more folds, so that each is judged by a threshold chosen on the others, found one. Name pairs to choose on as well.");
        }

        var byFold = Enumerable.Range(0, list.Pairs.Count).ToLookup(index => list.Pairs[index].Fold);
        return [.. Enumerable.Range(0, list.FoldCount).Select(fold => new LfwFold(
            fold,
            training ?? test,
            training is null
                ? [.. Enumerable.Range(0, list.Pairs.Count).Where(index => list.Pairs[index].Fold != fold)]
                : [.. Enumerable.Range(0, training.Scored.List.Pairs.Count)],
            test,
            [.. byFold[fold]]))];
    }
}
