using NormFace.AllPairs;
using NormFace.Embeddings;
using NormFace.Identification;
using NormFace.PairLists;
using NormFace.Protocols.Lfw;
using NormFace.Verification;

namespace NormFace.Studies;

/// <summary>Tests features of a fold's people.</summary>
/// <remarks>
/// All pairs of the people are the finest instrument; the few hundred pairs that the list has of the fold are judged as well, as the paper
/// does, each tenth of them by the threshold that suits the other nine.
/// </remarks>
public static class CellEvaluation
{
    private const int Parts = 10;
    private const int ReplicateCount = 200;
    private const double Fpir = 0.01;

    private static readonly double[] Fars = [1e-4, 1e-3, 1e-2];

    /// <summary>Tests features.</summary>
    /// <param name="features">Features of all pictures of the fold's people, as the network gives them.</param>
    /// <param name="pairs">The fold's pairs.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="InvalidDataException">Pictures of the pairs are missing, or the people have too few pictures to be tested.</exception>
    public static CellFigures Of(EmbeddingSet features, PairList pairs)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(pairs);
        var usual = AllPairsOptions.UsualFarsOf(features);
        double[] fars = [.. Fars.Where(usual.Contains)];
        var all = AllPairsEvaluation.Of(features, new AllPairsOptions { Fars = fars, ReplicateCount = ReplicateCount });
        var embedded = EmbeddedPairs.Of(InParts(pairs), features);
        Dictionary<string, double> values = new(StringComparer.Ordinal)
        {
            ["eer"] = all.Summary.EqualErrorRate.Value,
            ["auc"] = all.Summary.Auc.Value,
        };
        foreach (var rate in all.Summary.TrueAcceptRates)
        {
            values[TarName(rate.Far)] = rate.Tar.Value;
        }

        values["accuracy"] = Accuracy(embedded.Cosines());
        values["accuracyInner"] = Accuracy(InnerProducts(embedded));
        AddIdentification(values, features);
        return new CellFigures
        {
            Values = values,
            ReplicateNames = ["eer", "auc", .. fars.Select(TarName)],
            Replicates = all.Replicates,
            GroupCount = all.GroupCount,
        };
    }

    /// <summary>Name of a true accept rate among the figures.</summary>
    /// <param name="far">The false accept rate.</param>
    /// <returns>Such as <c>tar@0.01</c>.</returns>
    public static string TarName(double far) => FormattableString.Invariant($"tar@{far:0.######}");

    // By turns, so that each tenth has both kinds.
    private static PairList InParts(PairList pairs)
    {
        var genuine = pairs.Pairs.Where(pair => pair.IsGenuine).Select((pair, place) => pair with { Fold = place % Parts });
        var impostor = pairs.Pairs.Where(pair => !pair.IsGenuine).Select((pair, place) => pair with { Fold = place % Parts });
        return new PairList(pairs.Location, [.. genuine, .. impostor]);
    }

    private static double Accuracy(ScoredPairs scored) =>
        LfwEvaluation.Of(scored, new LfwOptions { Versions = [LfwVersion.BestThreshold], Bootstrap = new SubjectBootstrapOptions { ReplicateCount = 1 } })
            .Versions[0].Accuracy.Mean;

    private static ScoredPairs InnerProducts(EmbeddedPairs embedded) => new(
        embedded.List,
        [.. embedded.FirstRows.Zip(embedded.SecondRows, (first, second) =>
        {
            var left = embedded.Embeddings.Row(first);
            var right = embedded.Embeddings.Row(second);
            var sum = 0.0;
            for (var index = 0; index < left.Length; index++)
            {
                sum += (double)left[index] * right[index];
            }

            return sum;
        })]);

    private static void AddIdentification(Dictionary<string, double> values, EmbeddingSet features)
    {
        var found = IdentificationEvaluation.Of(features, IdentificationTrial.Generate(features), new IdentificationOptions
        {
            Ranks = [1],
            Definitions = [OpenSetDefinition.PerSearch],
            Bootstrap = new SubjectBootstrapOptions { ReplicateCount = 1 },
        });
        values["rank1"] = found.RankRates[0].Rate.Value;
        if (found.OpenSet.FirstOrDefault(rate => rate.WantedRate == Fpir) is { } open) // where there are strangers enough to show it
        {
            values[FormattableString.Invariant($"tpir@{Fpir}")] = open.TruePositiveRate.Value;
        }
    }
}
