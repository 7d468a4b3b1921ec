using NormFace.Embeddings;
using NormFace.PairLists;
using NormFace.Protocols.Pairs;
using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.Comparison;

/// <summary>Several models on the same pairs.</summary>
/// <param name="Models">
/// The models by name, in the order given, each with its figures; folds are judged by the best threshold.
/// </param>
/// <param name="Differences">Each but the first, compared with the first.</param>
/// <param name="OverModels">
/// Mean and deviation of the accuracy over the models, as for snapshots of one training; null for a list of one fold.
/// </param>
/// <param name="Fars">The false accept rates of the figures.</param>
public sealed partial record ModelComparison(
    IReadOnlyList<(string Name, PairsResult Result)> Models,
    IReadOnlyList<ModelDifference> Differences,
    MeanAndDeviation? OverModels,
    IReadOnlyList<double> Fars) : EvaluationResult
{
    /// <summary>Compares models.</summary>
    /// <param name="models">
    /// Name and embeddings of each, at least two, names different; the first is what the others are compared with.
    /// </param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="fars">
    /// Wanted false accept rates; null for those of 0.1, 0.01 and 0.001 that the impostor pairs can show.
    /// </param>
    /// <param name="options">Settings of the bootstrap; the defaults if null.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentException">
    /// There are fewer than two models, a name comes twice, or an option is outside its range.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// Pictures of the pairs are missing among a model's embeddings; the model is named.
    /// </exception>
    public static ModelComparison Of(
        IReadOnlyList<(string Name, EmbeddingSet Embeddings)> models,
        PairList pairs,
        IReadOnlyList<double>? fars = null,
        SubjectBootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= new SubjectBootstrapOptions();
        if (models.Count < 2 || models.DistinctBy(model => model.Name).Count() < models.Count)
        {
            throw new ArgumentException(
                "models must be two or more with names of their own, but are: "
                    + $"{string.Join(", ", models.Select(model => model.Name))}.", nameof(models));
        }

        var compared = models.Select(model =>
            (model.Name, Result: Evaluate(model.Name, model.Embeddings, pairs, fars, options))).ToArray();
        double[] rates = [.. compared[0].Result.Summary.TrueAcceptRates.Select(rate => rate.Far)];
        return new ModelComparison(
            compared,
            [.. compared.Skip(1).Select(
                model => Difference(model.Name, model.Result, compared[0].Result, rates, options))],
            compared[0].Result.Rules.Count == 0
                ? null
                : MeanAndDeviation.Of([.. compared.Select(model => model.Result.Rules[0].Accuracy.Mean)]),
            rates);
    }

    private static PairsResult Evaluate(
        string name, EmbeddingSet embeddings, PairList pairs, IReadOnlyList<double>? fars,
        SubjectBootstrapOptions options)
    {
        try
        {
            return PairsEvaluation.Of(
                ScoredPairs.Of(pairs, embeddings),
                new PairsOptions { Rules = [AccuracyRules.BestThreshold], Fars = fars, Bootstrap = options });
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{name}: {error.Message}", error);
        }
    }

    private static ModelDifference Difference(
        string name, PairsResult model, PairsResult first, double[] fars, SubjectBootstrapOptions options)
    {
        var differences = PairedComparison.Of(
            model.Scored.Sorted, first.Scored.Sorted, VerificationSummary.Figures(fars), options);
        return new ModelDifference
        {
            Name = name,
            EqualErrorRate = differences[0],
            Auc = differences[1],
            TrueAcceptRates = [.. differences.Skip(2)],
            Decisions = model.Rules.Count == 0 ? null : DecisionComparison.Of(
                [.. model.Scored.List.FirstIdentities.Zip(model.Scored.List.SecondIdentities)],
                model.Rules[0].IsCorrect,
                first.Rules[0].IsCorrect,
                options),
        };
    }
}
