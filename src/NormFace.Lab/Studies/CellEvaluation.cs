using NormFace.AllPairs;
using NormFace.Embeddings;
using NormFace.Identification;
using NormFace.PairLists;
using NormFace.Protocols.Pairs;
using NormFace.Verification;

namespace NormFace.Studies;

/// <summary>Tests features of a fold's people.</summary>
/// <remarks>
/// All pairs of the people are the finest instrument; the few hundred pairs that the list has of the fold are judged as
/// well, as the paper
/// does, each tenth of them by the threshold that suits the other nine. Every figure has replicates of people, which
/// depend on the names
/// of the pictures alone, so that those of two models can be subtracted one by one.
/// </remarks>
public static class CellEvaluation
{
    private const int Parts = 10;
    private const double Fpir = 0.01;

    private static readonly double[] Fars = [1e-4, 1e-3, 1e-2];

    private static readonly SubjectBootstrapOptions Bootstrap = new() { ReplicateCount = 200 };

    /// <summary>Tests features.</summary>
    /// <param name="features">Features of all pictures of the fold's people, as the network gives them.</param>
    /// <param name="pairs">The fold's pairs; null if there is no list, and no accuracy.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="InvalidDataException">
    /// Pictures of the pairs are missing, or the people have too few pictures to be tested.
    /// </exception>
    public static CellFigures Of(FeatureSet features, PairList? pairs)
    {
        ArgumentNullException.ThrowIfNull(features);
        var embeddings = features.Normalize();
        var usual = AllPairsOptions.UsualFarsOf(features);
        double[] fars = [.. Fars.Where(usual.Contains)];
        var options = new AllPairsOptions { Fars = fars, ReplicateCount = Bootstrap.ReplicateCount };
        var all = AllPairsEvaluation.Of(embeddings, options);
        var withLengths = AllPairsEvaluation.OfInnerProducts(features, options with { Fars = [1] });
        List<Figure> figures =
        [
            new("eer", all.Summary.EqualErrorRate.Value, [.. all.Replicates.Select(replicate => replicate[0])]),
            new("auc", all.Summary.Auc.Value, [.. all.Replicates.Select(replicate => replicate[1])]),
            .. all.Summary.TrueAcceptRates.Select((rate, place) =>
                new Figure(
                    TarName(rate.Far), rate.Tar.Value, [.. all.Replicates.Select(replicate => replicate[2 + place])])),
            new(
                Inner("eer"),
                withLengths.Summary.EqualErrorRate.Value,
                [.. withLengths.Replicates.Select(replicate => replicate[0])]),
            .. pairs is null ? [] : Accuracies(InParts(pairs), features, embeddings),
            .. Identification(embeddings),
        ];
        return new CellFigures
        {
            Values = figures.ToDictionary(figure => figure.Name, figure => figure.Value),
            ReplicateNames = [.. figures.Select(figure => figure.Name)],
            Replicates = [.. Enumerable.Range(0, Bootstrap.ReplicateCount).Select(
                replicate => (double[])[.. figures.Select(figure => figure.Replicates[replicate])])],
            GroupCount = all.GroupCount,
        };
    }

    /// <summary>Name of a true accept rate among the figures.</summary>
    /// <param name="far">The false accept rate.</param>
    /// <returns>Such as <c>tar@0.01</c>.</returns>
    public static string TarName(double far) => FormattableString.Invariant($"tar@{far:0.######}");

    /// <summary>Name of a figure where inner products take the place of cosines.</summary>
    /// <param name="name">Name of the figure with cosines.</param>
    /// <returns>Such as <c>eerInner</c>.</returns>
    internal static string Inner(string name) => name + "Inner";

    // By turns, so that each tenth has both kinds.
    private static PairList InParts(PairList pairs)
    {
        var genuine = pairs.Pairs.Where(pair => pair.IsGenuine).Select((pair, place) =>
            pair with { Fold = place % Parts });
        var impostor = pairs.Pairs.Where(pair => !pair.IsGenuine).Select((pair, place) =>
            pair with { Fold = place % Parts });
        return new PairList(pairs.Location, [.. genuine, .. impostor]);
    }

    private static Figure[] Accuracies(PairList pairs, FeatureSet features, EmbeddingSet embeddings) =>
        [
            Accuracy("accuracy", ScoredPairs.Of(pairs, embeddings)),
            Accuracy(Inner("accuracy"), ScoredPairs.OfInnerProducts(pairs, features))];

    private static Figure Accuracy(string name, ScoredPairs scored)
    {
        var judged = PairsEvaluation.Of(
            scored,
            new PairsOptions
            {
                Rules = [AccuracyRules.BestThreshold],
                Bootstrap = new SubjectBootstrapOptions { ReplicateCount = 1 },
            }).Rules[0];
        (int, int)[] identities = [
            .. scored.WithIdentities().Select(pair => (pair.FirstIdentity, pair.SecondIdentity))];
        return new Figure(
            name, judged.Accuracy.Mean, SubjectBootstrap.ShareReplicates(identities, judged.IsCorrect, Bootstrap));
    }

    private static IEnumerable<Figure> Identification(EmbeddingSet embeddings)
    {
        var found =
            IdentificationEvaluation.Of(embeddings, IdentificationTrial.Generate(embeddings), new IdentificationOptions
            {
                Ranks = [1],
                Definitions = [OpenSetDefinition.PerSearch],
                Bootstrap = Bootstrap,
            });
        yield return new Figure("rank1", found.RankRates[0].Rate.Value, found.Replicates[0]);
        for (var place = 0; place < found.OpenSet.Count; place++)
        {
            if (found.OpenSet[place].WantedRate == Fpir) // where there are strangers enough to show it
            {
                yield return new Figure(
                    FormattableString.Invariant($"tpir@{Fpir}"),
                    found.OpenSet[place].TruePositiveRate.Value,
                    found.Replicates[1 + place]);
            }
        }
    }

    private sealed record Figure(string Name, double Value, IReadOnlyList<double> Replicates);
}
