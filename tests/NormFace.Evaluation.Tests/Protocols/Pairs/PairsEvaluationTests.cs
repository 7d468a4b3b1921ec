using System.Text.Json.Nodes;
using NormFace.Embeddings;
using NormFace.PairLists;
using NormFace.Protocols.PairSets;
using NormFace.TestKit;
using NormFace.Verification;
using Xunit;

namespace NormFace.Protocols.Pairs;

public class PairsEvaluationTests
{
    private static readonly PairsOptions Quick = new()
    {
        Bootstrap = new SubjectBootstrapOptions { ReplicateCount = 20 },
    };

    [Theory]
    [InlineData(1000), InlineData(int.MaxValue), InlineData(-1)]
    public void A_list_of_very_many_folds_is_refused(int fold) => Assert.Contains(
        "at most 1000 folds",
        Assert.Throws<InvalidDataException>(() => new PairList(
            "list",
            [
                new ListedPair("a/1.jpg", "a/2.jpg", true, 0, 1), new ListedPair("a/1.jpg", "b/2.jpg", false, 0, 2),
                new ListedPair("a/1.jpg", "a/2.jpg", true, fold, 3),
            ])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Every_figure_of_the_shared_embeddings_is_that_of_numpy_and_scikit_learn()
    {
        var folder = SharedData.Find("data/lfw-embeddings-128");
        Assert.SkipWhen(folder is null, "The embeddings of LFW are absent.");
        var golden = JsonNode.Parse(File.ReadAllText(SharedData.InRepository("tests/golden/lfw-embeddings-128.json")))!;
        var embeddings = FeatureFile.Read(
            Path.Combine(folder!, "embeddings_f32.npy"), Path.Combine(folder!, "names.txt"));
        var pairs = PairProtocols.Read(SharedData.Find("data/protocols/pairs.txt")!);

        var result = PairsEvaluation.Of(embeddings, pairs, options: Quick);

        foreach (var version in result.Rules)
        {
            Same(golden["versions"]![version.Rule.Name]!, version);
        }

        var withoutComponents = PairsEvaluation.Of(
            embeddings, pairs, options: Quick with { Rules = [AccuracyRules.Paper(null)] });
        Same(golden["versions"]!["paper-no-pca"]!, withoutComponents.Rules[0]);
        Assert.Equal((double)golden["auc"]!, result.Summary.Auc.Value, 1e-12);
        Assert.Equal((double)golden["eer"]!, result.Summary.EqualErrorRate.Value, 1e-12);
        foreach (var (expected, actual) in golden["tarAtFar"]!.AsArray().Zip(result.Summary.TrueAcceptRates))
        {
            Assert.Equal((double)expected!["far"]!, actual.Far);
            Assert.Equal((double)expected["tar"]!, actual.Tar.Value, 1e-12);
            Assert.Equal((double)expected["threshold"]!, actual.Threshold, 1e-12);
        }
    }

    [Fact]
    public void Separable_scores_are_all_decided_correctly()
    {
        var random = new Random(1);
        var scored = Scored(
            10, 20, isGenuine => isGenuine ? 0.5 + (random.NextDouble() / 10) : -random.NextDouble() / 10);

        var version = PairsEvaluation.Of(scored, Quick with { Rules = [AccuracyRules.BestThreshold] }).Rules[0];

        Assert.Equal((1, 0), (version.Accuracy.Mean, version.Accuracy.StandardDeviation));
    }

    [Fact]
    public void A_grid_that_meets_a_score_loses_separable_pairs_in_facexzoo_as_it_does_there()
    {
        // The range is 1, so one of the 1,000 thresholds is exactly 0: it is the smallest of the best, and impostors at
        // it are not below it.
        var scored = Scored(10, 20, isGenuine => isGenuine ? 0.75 : 0);
        var lower = new ScoredPairs(
            scored.List, [.. scored.Scores.Select((score, index) => score == 0 && index % 40 == 39 ? -0.25 : score)]);

        var result = PairsEvaluation.Of(lower, Quick with { Rules = ScoreRules });

        Assert.Equal([1, 1, 0.525], result.Rules.Select(version => Math.Round(version.Accuracy.Mean, 12)));
        Assert.All(result.Rules[2].Folds, fold => Assert.Equal(0, fold.Threshold, 1e-15));
    }

    [Fact]
    public void Scores_that_tell_nothing_are_right_half_of_the_time()
    {
        var random = new Random(2);
        var result = PairsEvaluation.Of(
            Scored(10, 300, _ => (2 * random.NextDouble()) - 1), Quick with { Rules = ScoreRules });

        Assert.All(result.Rules, version => Assert.Equal(0.5, version.Accuracy.Mean, 0.02));
    }

    [Fact]
    public void Each_fold_is_judged_by_the_threshold_that_is_best_on_the_others()
    {
        // Fold 1 alone would take the gap 0.5 to 0.6 and fold 2 alone 0.2 to 0.3; each is judged by the middle of the
        // other's.
        var list = List(2, 2);
        var scored = new ScoredPairs(list, [0.9, 0.6, 0.5, 0.4, 0.9, 0.3, 0.2, 0.1]);

        var version = PairsEvaluation.Of(scored, Quick with { Rules = [AccuracyRules.BestThreshold] }).Rules[0];

        Assert.Equal([0.25, 0.55], version.Folds.Select(fold => fold.Threshold));
        Assert.Equal((0.625, 0.625), version.AmongEquals);
        Assert.Equal([0.5, 0.75], version.Folds.Select(fold => fold.Accuracy));
        Assert.Equal([true, true, false, false, true, false, true, true], version.IsCorrect);
        Assert.Equal(0.625, version.Accuracy.Mean);
    }

    [Fact]
    public void View_1_chooses_on_one_list_and_judges_another()
    {
        var random = new Random(3);
        var embeddings = Embeddings(random, people: 30, pictures: 2, size: 4);
        var training = People(embeddings, 0, 15, "train");
        var test = People(embeddings, 15, 30, "test");

        var result = PairsEvaluation.Of(
            embeddings, test, training, Quick with { Rules = [AccuracyRules.BestThreshold] });

        var scores = ScoredPairs.Of(training, embeddings.Normalize()).All();
        var accepted = RocCurve.BestThreshold(scores).Threshold;
        Assert.Equal(
            (accepted + scores.Groups.First(group => group.Score < accepted).Score) / 2,
            Assert.Single(result.Rules[0].Folds).Threshold,
            1e-15);
        Assert.Empty(PairsEvaluation.Of(embeddings, test, options: Quick).Rules);
    }

    [Fact]
    public void Swapping_the_pictures_of_pairs_changes_no_bit()
    {
        var random = new Random(4);
        var embeddings = Embeddings(random, people: 40, pictures: 3, size: 6);
        var pairs = Folds(People(embeddings, 0, 40, "pairs"), 4);
        var swapped = new PairList(
            "swapped", [.. pairs.Pairs.Select(pair => pair with { First = pair.Second, Second = pair.First })]);

        var (before, after) = (
            PairsEvaluation.Of(embeddings, pairs, options: Quick),
            PairsEvaluation.Of(embeddings, swapped, options: Quick));

        Assert.Equal(before.Scored.Scores, after.Scored.Scores);
        // The paper's components see the same rows in another order, which may change their last bits but not what they
        // decide.
        Assert.All(before.Rules.Zip(after.Rules), both => Assert.Equal(both.First.IsCorrect, both.Second.IsCorrect));
    }

    [Fact]
    public void A_change_of_scale_changes_no_decision_of_the_exact_search()
    {
        var random = new Random(5);
        var scored = Scored(5, 40, isGenuine => (isGenuine ? 0.25 : 0) + (random.Next(64) / 64.0)); // many ties
        var transformed = new ScoredPairs(scored.List, [.. scored.Scores.Select(score => (8 * score) - 3)]);
        var options = Quick with { Rules = [AccuracyRules.BestThreshold] };

        Assert.Equal(
            PairsEvaluation.Of(scored, options).Rules[0].IsCorrect,
            PairsEvaluation.Of(transformed, options).Rules[0].IsCorrect);
    }

    [Fact]
    public void The_grids_of_the_peers_are_reproduced()
    {
        // Cosines 0.5 and 0.495 have squared distances 1.00 and 1.01: the grid place 1.01 is the smallest that accepts
        // the first alone.
        var list = List(2, 1);
        var scored = new ScoredPairs(list, [0.5, 0.495, 0.5, 0.495]);

        var result = PairsEvaluation.Of(scored, Quick with { Rules = [Rule("insightface"), Rule("facexzoo")] });

        Assert.Equal(1 - (1.01 / 2), result.Rules[0].Folds[0].Threshold, 1e-12);
        // The first of 1,000 thresholds above the lowest score already rejects it.
        Assert.Equal((float)0.495 + ((0.5f - (double)0.495f) / 1000), result.Rules[1].Folds[0].Threshold, 1e-12);
        Assert.All(result.Rules, version => Assert.Equal(1, version.Accuracy.Mean));
    }

    [Fact]
    public void A_pair_exactly_at_the_threshold_is_wrong_for_facexzoo_either_way()
    {
        // Training fold: scores 0 and 1, so the thresholds are k / 1000 and the first, 0.001, is best. The test fold
        // sits exactly there.
        var list = List(2, 1);
        var scored = new ScoredPairs(list, [0.001f, 0.001f, 1, 0]);
        double threshold = 0 + (1.0 / 1000);
        var exact = new ScoredPairs(list, [threshold, threshold, 1, 0]);

        var version = PairsEvaluation.Of(exact, Quick with { Rules = [Rule("facexzoo")] }).Rules[0];

        // In single precision 0.001 is a little above the threshold in double precision: the genuine pair counts, the
        // impostor does not.
        Assert.Equal([true, false], version.IsCorrect.Take(2));
        Assert.Equal(
            version.IsCorrect,
            PairsEvaluation.Of(scored, Quick with { Rules = [Rule("facexzoo")] }).Rules[0].IsCorrect);
    }

    [Fact]
    public void Thresholds_that_training_cannot_tell_apart_are_reported_as_a_range()
    {
        // Training gap 0.2 to 0.8; the judged fold has a genuine pair at 0.6 and an impostor at 0.4 inside it.
        var scored = new ScoredPairs(List(2, 1), [0.6, 0.4, 0.8, 0.2]);

        var version = PairsEvaluation.Of(scored, Quick with { Rules = [AccuracyRules.BestThreshold] }).Rules[0];

        Assert.Equal([0.5, 0.5], version.Folds.Select(fold => fold.Threshold));
        Assert.Equal(1, version.Accuracy.Mean);
        Assert.Equal(((0.5 + 1) / 2, 1.0), version.AmongEquals); // fold 1 gets 0.5 or 1, fold 2 always 1
    }

    [Fact]
    public void A_version_that_needs_features_is_refused_for_scores()
    {
        var error = Assert.Throws<ArgumentException>(
            () => PairsEvaluation.Of(new ScoredPairs(List(2, 1), [1, 0, 1, 0]), Quick));

        Assert.Contains("'paper' needs the features", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_pictures_are_listed_ten_at_most_and_counted()
    {
        var embeddings = Embeddings(new Random(6), people: 2, pictures: 2, size: 3);
        var pairs = Folds(People(Embeddings(new Random(6), people: 9, pictures: 2, size: 3), 0, 9, "pairs.txt"), 1);

        var error = Assert.Throws<InvalidDataException>(() => ScoredPairs.Of(pairs, embeddings.Normalize()));

        Assert.Contains("found 14 missing: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            ", and 4 more. Names of rows look like 'p0/p0_0.jpg'.", error.Message, StringComparison.Ordinal);
    }

    private static readonly AccuracyRule[] ScoreRules =
    [
        AccuracyRules.BestThreshold,
        Rule("insightface"),
        Rule("facexzoo"),
    ];

    [Fact]
    public void A_rule_from_elsewhere_joins_the_catalogue_and_judges_like_any_other()
    {
        var rules = AccuracyRules.Default.With(new HalfRule());
        var scored = new ScoredPairs(List(2, 1), [0.6, 0.4, 0.8, 0.55]);

        var result = PairsEvaluation.Of(scored, Quick with { Rules = [rules.Find("half")] }).Rules[0];

        Assert.Equal([1, 0.5], result.Folds.Select(fold => fold.Accuracy));
        Assert.Throws<ArgumentException>(() => rules.With(new HalfRule()));
        Assert.Throws<ArgumentException>(() => AccuracyRules.Default.Find("half"));
    }

    private static AccuracyRule Rule(string name) => AccuracyRules.Default.Find(name);

    private sealed class HalfRule() : AccuracyRule("half", "accepts from one half on")
    {
        public override FoldOutcome Judge(FoldPart training, FoldPart judged) =>
            new(0.5, judged.Judge(score => score >= 0.5));
    }

    private static void Same(JsonNode expected, RuleResult actual)
    {
        Assert.Equal((double)expected["mean"]!, actual.Accuracy.Mean, 1e-12);
        Assert.Equal((double)expected["standardDeviation"]!, actual.Accuracy.StandardDeviation, 1e-12);
        Assert.Equal((double)expected["standardError"]!, actual.Accuracy.StandardError, 1e-12);
        Assert.Equal(
            expected["folds"]!.AsArray().Select(fold => (double)fold!), actual.Folds.Select(fold => fold.Accuracy));
        foreach (var (threshold, fold) in expected["thresholds"]!.AsArray().Zip(actual.Folds))
        {
            Assert.Equal((double)threshold!, fold.Threshold, 1e-5); // scikit-learn stops near the optimum
        }
    }

    private static ScoredPairs Scored(int folds, int half, Func<bool, double> score)
    {
        var list = List(folds, half);
        return new ScoredPairs(list, [.. list.Pairs.Select(pair => score(pair.IsGenuine))]);
    }

    // Every pair shows people of its own.
    private static PairList List(int folds, int half) =>
        new("pairs", [.. Enumerable.Range(0, folds * 2 * half).Select(index =>
    {
        var isGenuine = index % (2 * half) < half;
        return new ListedPair(
            $"p{index}/1.jpg", isGenuine ? $"p{index}/2.jpg" : $"q{index}/1.jpg", isGenuine, index / (2 * half), 0);
    })]);

    private static FeatureSet Embeddings(Random random, int people, int pictures, int size)
    {
        List<float> values = [];
        List<string> names = [];
        for (var person = 0; person < people; person++)
        {
            var centre = Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.5).ToArray();
            for (var picture = 0; picture < pictures; picture++)
            {
                values.AddRange(centre.Select(value => (float)(value + ((random.NextDouble() - 0.5) / 2))));
                names.Add($"p{person}/p{person}_{picture}.jpg");
            }
        }

        return new FeatureSet([.. values], names);
    }

    // The first two pictures of each person, and the first picture with the next person's.
    private static PairList People(FeatureSet set, int from, int to, string name) =>
        new(name, [.. Enumerable.Range(from, to - from).SelectMany(person => new[]
    {
        new ListedPair($"p{person}/p{person}_0.jpg", $"p{person}/p{person}_1.jpg", true, 0, 1 + person),
        new ListedPair(
            $"p{person}/p{person}_0.jpg",
            $"p{(person + 1 < to ? person + 1 : from)}/p{(person + 1 < to ? person + 1 : from)}_1.jpg",
            false,
            0,
            1 + person),
    })]);

    private static PairList Folds(PairList list, int folds) =>
        new(
            list.Location,
            [.. list.Pairs.Select((pair, index) => pair with { Fold = index * folds / list.Pairs.Count })]);
}
