using NormFace.AllPairs;
using NormFace.Embeddings;
using NormFace.PairLists;
using NormFace.Verification;
using Xunit;

namespace NormFace.Studies;

public class CellEvaluationTests
{
    private const int People = 40;
    private const int Pictures = 5;
    private const int Size = 6;

    [Fact]
    public void Figures_are_those_of_the_evaluations_they_name()
    {
        var features = Features(spread: 0.6);

        var figures = CellEvaluation.Of(features, Pairs());

        var all = AllPairsEvaluation.Of(
            features.Normalize(),
            new AllPairsOptions { Fars = [0.001, 0.01], ReplicateCount = 1 },
            cancel: TestContext.Current.CancellationToken);
        Assert.Equal(all.Summary.EqualErrorRate.Value, figures.Values["eer"]);
        Assert.Equal(all.Summary.TrueAcceptRates[1].Tar.Value, figures.Values["tar@0.01"]);
        Assert.Equal(
            ["eer", "auc", "tar@0.001", "tar@0.01", "eerInner", "accuracy", "accuracyInner", "rank1", "tpir@0.01"],
            figures.ReplicateNames);
        Assert.Equal(figures.Values.Keys, figures.ReplicateNames);
        Assert.Equal((200, 9), (figures.Replicates.Count, figures.Replicates[0].Count));
        Assert.InRange(figures.Values["accuracy"], 0.6, 1);
        Assert.InRange(figures.Values["rank1"], 0.2, 1);
    }

    [Fact]
    public void Lengths_matter_to_inner_products_alone()
    {
        var plain = Features(spread: 0.6);
        var random = new Random(5);
        var lengths = Enumerable.Range(0, plain.Count).Select(_ => (float)Math.Exp(3 * random.NextDouble())).ToArray();
        var scaled = new FeatureSet(
            [.. plain.Values.ToArray().Select((value, index) => value * lengths[index / Size])], plain.Names);

        var unit = new FeatureSet(
            [.. Enumerable.Range(0, plain.Count).SelectMany(row => Unit(plain.Row(row)))], plain.Names);

        var (before, after, onSphere) = (
            CellEvaluation.Of(plain, Pairs()), CellEvaluation.Of(scaled, Pairs()), CellEvaluation.Of(unit, Pairs()));

        Assert.Equal(before.Values["accuracy"], after.Values["accuracy"]);
        Assert.NotEqual(before.Values["accuracyInner"], after.Values["accuracyInner"]);
        Assert.Equal(onSphere.Values["accuracy"], onSphere.Values["accuracyInner"]);
        Assert.Equal(before.Values["eer"], after.Values["eer"], 1e-3); // rows are shortened in float32
        Assert.True(after.Values["eerInner"] > after.Values["eer"] + 0.05);
        Assert.Equal(onSphere.Values["eer"], onSphere.Values["eerInner"], 1e-3);
    }

    [Fact]
    public void Inner_products_of_all_pairs_are_judged_as_they_are()
    {
        var features = Features(spread: 0.6);
        List<ScorePair> pairs = [];
        for (var first = 0; first < features.Count; first++)
        {
            for (var second = 0; second < first; second++)
            {
                var inner = Enumerable.Range(0, Size).Sum(column =>
                    (double)features.Row(first)[column] * features.Row(second)[column]);
                pairs.Add(new ScorePair(inner, features.Labels[first], features.Labels[second]));
            }
        }

        var figures = CellEvaluation.Of(features, Pairs());

        Assert.Equal(RocCurve.EqualErrorRate(ScoreSet.From(pairs)).Rate, figures.Values["eerInner"], 1e-3);
        Assert.NotEqual(figures.Values["eer"], figures.Values["eerInner"], 1e-3);
    }

    [Fact]
    public void Replicates_of_cosines_and_of_inner_products_draw_the_same_people()
    {
        // Of features of length 1 both are the same scores, so they must agree replicate by replicate.
        var plain = Features(spread: 0.6);
        var unit = new FeatureSet(
            [.. Enumerable.Range(0, plain.Count).SelectMany(row => Unit(plain.Row(row)))], plain.Names);

        var figures = CellEvaluation.Of(unit, Pairs());

        var (eer, inner) = (
            figures.ReplicateNames.ToList().IndexOf("eer"), figures.ReplicateNames.ToList().IndexOf("eerInner"));
        Assert.All(figures.Replicates, replicate => Assert.Equal(replicate[eer], replicate[inner], 2e-3));
    }

    [Fact]
    public void Replicates_draw_the_same_people_for_every_model()
    {
        // A model that orders pairs alike has the same figures in every replicate, though its scores are others.
        var features = Features(spread: 0.6);
        var rotated = new FeatureSet(
            [.. Enumerable.Range(0, features.Count).SelectMany(row => features.Row(row).ToArray().Reverse())],
            features.Names);

        var (one, other) = (CellEvaluation.Of(features, Pairs()), CellEvaluation.Of(rotated, Pairs()));

        // sums in another order
        Assert.All(one.Replicates.Zip(other.Replicates), pair => Assert.Equal(pair.First[0], pair.Second[0], 2e-3));
        foreach (var figure in new[] { "accuracy", "rank1" })
        {
            var column = one.ReplicateNames.ToList().IndexOf(figure);
            Assert.All(
                one.Replicates.Zip(other.Replicates),
                pair => Assert.Equal(pair.First[column], pair.Second[column], 1e-12));
            Assert.True(one.Replicates.Select(row => row[column]).Distinct().Count() > 10);
        }

        Assert.True(one.Replicates.Max(row => row[0]) - one.Replicates.Min(row => row[0]) > 0.01);
    }

    [Fact]
    public void Components_that_keep_all_variance_change_no_distance_but_the_origin()
    {
        // Rotated and moved so that the mean is the origin: then cosines stay, and so does every figure.
        var features = Features(spread: 0.6);
        var mean = Enumerable.Range(0, Size)
            .Select(column => Enumerable.Range(0, features.Count).Average(row => (double)features.Row(row)[column]))
            .ToArray();
        var centred = new FeatureSet(
            [.. features.Values.ToArray().Select((value, index) => (float)(value - mean[index % Size]))],
            features.Names);

        var (plain, projected) = (
            CellEvaluation.Of(centred, Pairs()), CellEvaluation.Of(ProjectedFeatures.Of(features, features), Pairs()));

        Assert.Equal(plain.Values["eer"], projected.Values["eer"], 1e-9);
        Assert.Equal(plain.Values["accuracy"], projected.Values["accuracy"], 1e-9);
    }

    private static float[] Unit(ReadOnlySpan<float> row)
    {
        var values = row.ToArray();
        var length = Math.Sqrt(values.Sum(value => (double)value * value));
        return [.. values.Select(value => (float)(value / length))];
    }

    private static FeatureSet Features(double spread)
    {
        var random = new Random(1);
        List<float> values = [];
        List<string> names = [];
        for (var person = 0; person < People; person++)
        {
            var centre = Enumerable.Range(0, Size).Select(_ => random.NextDouble() - 0.5).ToArray();
            for (var picture = 0; picture < Pictures; picture++)
            {
                values.AddRange(centre.Select(value => (float)(value + (spread * (random.NextDouble() - 0.5)))));
                names.Add($"p{person}/{picture}.jpg");
            }
        }

        return new FeatureSet([.. values], names);
    }

    private static PairList Pairs() => new("pairs", [.. Enumerable.Range(0, 2 * People).Select(pair => pair < People
        ? new ListedPair($"p{pair}/0.jpg", $"p{pair}/1.jpg", true, 0, pair)
        : new ListedPair($"p{pair - People}/0.jpg", $"p{(pair + 1) % People}/1.jpg", false, 0, pair))]);
}
