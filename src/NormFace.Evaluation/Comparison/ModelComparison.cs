using NormFace.Embeddings;
using NormFace.PairLists;
using NormFace.Protocols.Pairs;
using NormFace.Verification;

namespace NormFace.Comparison;

/// <summary>A model on the pairs of a comparison.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Scored">The pairs with its scores.</param>
/// <param name="Summary">Its figures.</param>
/// <param name="Accuracy">Its accuracy over folds by <see cref="AccuracyRules.BestThreshold"/>; null for a list of one fold.</param>
public sealed record ComparedModel(string Name, ScoredPairs Scored, VerificationSummary Summary, RuleResult? Accuracy);

/// <summary>How a model differs from the first one, on the same pairs and the same people.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="EqualErrorRate">Difference of equal error rates, the model's minus the first's: below 0 it is better.</param>
/// <param name="Auc">Difference of areas.</param>
/// <param name="TrueAcceptRates">Difference of true accept rates at each false accept rate.</param>
/// <param name="Decisions">Difference of accuracies and tests of it; null for a list of one fold.</param>
public sealed record ModelDifference(
    string Name, PairedDifference EqualErrorRate, PairedDifference Auc, IReadOnlyList<PairedDifference> TrueAcceptRates, DecisionComparison? Decisions);

/// <summary>Several models on the same pairs.</summary>
/// <param name="Models">The models, in the order given.</param>
/// <param name="Differences">Each but the first, compared with the first.</param>
/// <param name="OverModels">Mean and deviation of the accuracy over the models, as for snapshots of one training; null for a list of one fold.</param>
/// <param name="Fars">The false accept rates of the figures.</param>
public sealed record ModelComparison(
    IReadOnlyList<ComparedModel> Models, IReadOnlyList<ModelDifference> Differences, MeanAndDeviation? OverModels, IReadOnlyList<double> Fars)
{
    /// <summary>Compares models.</summary>
    /// <param name="models">Name and embeddings of each, at least two, names different; the first is what the others are compared with.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="fars">Wanted false accept rates; null for those of 0.1, 0.01 and 0.001 that the impostor pairs can show.</param>
    /// <param name="options">Settings of the bootstrap; the defaults if null.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentException">There are fewer than two models, a name comes twice, or an option is outside its range.</exception>
    /// <exception cref="InvalidDataException">Pictures of the pairs are missing among a model's embeddings; the model is named.</exception>
    public static ModelComparison Of(
        IReadOnlyList<(string Name, EmbeddingSet Embeddings)> models, PairList pairs, IReadOnlyList<double>? fars = null, SubjectBootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= new SubjectBootstrapOptions();
        if (models.Count < 2 || models.DistinctBy(model => model.Name).Count() < models.Count)
        {
            throw new ArgumentException(
                $"models must be two or more with names of their own, but are: {string.Join(", ", models.Select(model => model.Name))}.", nameof(models));
        }

        var compared = models.Select(model => Evaluate(model.Name, model.Embeddings, pairs, fars, options)).ToArray();
        double[] rates = [.. compared[0].Summary.TrueAcceptRates.Select(rate => rate.Far)];
        return new ModelComparison(
            compared,
            [.. compared.Skip(1).Select(model => Difference(model, compared[0], rates, options))],
            compared[0].Accuracy is null ? null : MeanAndDeviation.Of([.. compared.Select(model => model.Accuracy!.Accuracy.Mean)]),
            rates);
    }

    private static ComparedModel Evaluate(
        string name, EmbeddingSet embeddings, PairList pairs, IReadOnlyList<double>? fars, SubjectBootstrapOptions options)
    {
        try
        {
            var result = PairsEvaluation.Of(
                ScoredPairs.Of(pairs, embeddings), new PairsOptions { Rules = [AccuracyRules.BestThreshold], Fars = fars, Bootstrap = options });
            return new ComparedModel(name, result.Scored, result.Summary, result.Rules.Count > 0 ? result.Rules[0] : null);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{name}: {error.Message}", error);
        }
    }

    private static ModelDifference Difference(ComparedModel model, ComparedModel first, double[] fars, SubjectBootstrapOptions options)
    {
        var differences = PairedComparison.Of(model.Scored.Sorted, first.Scored.Sorted, VerificationSummary.Figures(fars), options);
        return new ModelDifference(
            model.Name,
            differences[0],
            differences[1],
            [.. differences.Skip(2)],
            model.Accuracy is { } own && first.Accuracy is { } other
                ? DecisionComparison.Of([.. model.Scored.List.FirstIdentities.Zip(model.Scored.List.SecondIdentities)], own.IsCorrect, other.IsCorrect, options)
                : null);
    }
}
