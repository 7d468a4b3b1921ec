using System.Collections.Concurrent;
using Xunit;

namespace NormFace.Verification;

public class SubjectBootstrapTests
{
    private const int Identities = 24;
    private const int PicturesEach = 4;

    [Fact]
    public void The_interval_holds_the_true_figure_about_as_often_as_it_says()
    {
        // genuine = 1.5 + a + e, impostor = b + b' + e with a ~ N(0, 0.6), b ~ N(0, 0.4), e ~ N(0, 0.3), so
        // AUC = Phi(1.5 / sqrt(0.36 + 2·0.16 + 2·0.09)) = Phi(1.6174) = 0.94710.
        const double truth = 0.94710;
        const int trials = 120;

        var hits = Enumerable.Range(0, trials).Count(trial =>
        {
            var interval = SubjectBootstrap.Intervals(
                Simulate(trial), [RocCurve.Auc], new() { ReplicateCount = 120, Seed = trial })[0];
            return interval.Low <= truth && truth <= interval.High;
        });

        // 95 % is meant, and 120 trials have a standard deviation of 2 %: 24 people cost some.
        Assert.InRange(hits, 0.89 * trials, trials);
    }

    [Fact]
    public void Pairs_that_share_a_person_widen_the_interval()
    {
        var pairs = Simulate(5);
        // the same scores, as if every pair were of people of its own
        var strangers = pairs.Select((pair, index) => pair.IsGenuine
            ? new ScorePair(pair.Score, 2 * index, 2 * index)
            : new ScorePair(pair.Score, 2 * index, (2 * index) + 1)).ToArray();

        var together = Width(pairs, MeanGenuine);
        var apart = Width(strangers, MeanGenuine);

        // Six pairs a person, nearly all of the spread between people: the width grows by about sqrt(6) = 2.4.
        Assert.InRange(together / apart, 1.6, 3.5);
    }

    [Fact]
    public void A_replicate_weighs_pairs_by_how_often_their_people_were_drawn()
    {
        ScorePair[] pairs = [new(0.9, 0, 0), new(0.8, 1, 1), new(0.7, 0, 1)];
        ConcurrentDictionary<(long, long), bool> counts = [];

        SubjectBootstrap.Intervals(
            pairs, [scores => { counts[(scores.GenuineCount, scores.ImpostorCount)] = true; return 0; }]);

        // Drawn once each: weights 1, 1 and 1·1. Drawn twice and never: no impostor pair, drawn again.
        Assert.Equal([(2, 1)], counts.Keys);
    }

    [Fact]
    public void Equal_seeds_give_equal_intervals_and_others_do_not()
    {
        var pairs = Simulate(2);
        ConfidenceInterval At(int seed) =>
            SubjectBootstrap.Intervals(pairs, [RocCurve.Auc], new() { ReplicateCount = 50, Seed = seed })[0];

        Assert.Equal(At(1), At(1));
        Assert.NotEqual(At(1), At(2));
    }

    [Fact]
    public void Several_figures_share_their_replicates_and_keep_their_order()
    {
        var intervals = SubjectBootstrap.Intervals(
            Simulate(3),
            [RocCurve.Auc, scores => -RocCurve.Auc(scores), scores => RocCurve.EqualErrorRate(scores).Rate],
            new() { ReplicateCount = 40 });

        Assert.Equal((-intervals[0].High, -intervals[0].Low), (intervals[1].Low, intervals[1].High));
        Assert.InRange(intervals[2].Value, intervals[2].Low, intervals[2].High);
    }

    [Fact]
    public void A_rate_at_the_resolution_stays_askable_in_every_replicate()
    {
        var pairs = Simulate(4);
        var finest = ScoreSet.From(pairs).Resolution;

        var interval = SubjectBootstrap.Intervals(
            pairs, [scores => RocCurve.At(scores, finest).Tar], new() { ReplicateCount = 200 })[0];

        Assert.InRange(interval.Value, 0, 1);
    }

    [Fact]
    public void Neither_the_order_of_pairs_nor_of_their_members_matters()
    {
        var pairs = Simulate(6);
        ScorePair[] turned = [
            .. pairs.Reverse().Select(pair => new ScorePair(pair.Score, pair.SecondIdentity, pair.FirstIdentity))];
        ConfidenceInterval Of(ScorePair[] given) =>
            SubjectBootstrap.Intervals(given, [RocCurve.Auc], new() { ReplicateCount = 60 })[0];

        Assert.Equal(Of(pairs), Of(turned));
    }

    [Fact]
    public void Replicates_are_the_same_drawn_at_once_or_one_by_one()
    {
        var identities = Simulate(7).Select(pair => (pair.FirstIdentity, pair.SecondIdentity)).ToArray();
        var sample = new SubjectSample(identities);
        var (scratch, weights) = (new int[sample.IdentityCount], new int[sample.PairCount]);
        static double Mark(ReadOnlySpan<int> weights)
        {
            var mark = 0.0;
            for (var pair = 0; pair < weights.Length; pair++)
            {
                mark = (mark * 0.99) + (weights[pair] * (1 + (pair % 7)));
            }

            return mark;
        }

        List<double> marks = [];
        for (var replicate = 0; replicate < 999; replicate++)
        {
            sample.DrawIdentities((5, replicate), scratch, weights);
            Assert.All(weights.Zip(identities), pair => Assert.Equal(Weight(scratch, pair.Second), pair.First));
            marks.Add(Mark(weights));
        }

        // Every impostor pair is of another two people, so the threefold part is there, but no wider than 1 is asked
        // for:
        // the outermost replicates are ends at a level that nearly all of them fall into.
        var interval = SubjectBootstrap.WeightedIntervals(
            identities, [Mark], new() { ReplicateCount = 999, Seed = 5, Level = 0.9999999 })[0];
        Assert.Equal((marks.Min(), marks.Max()), (interval.Low, interval.High));

        static int Weight(int[] drawn, (int First, int Second) pair) =>
            pair.First == pair.Second ? drawn[pair.First] : drawn[pair.First] * drawn[pair.Second];
    }

    [Fact]
    public void A_share_of_decisions_has_the_interval_of_the_rate_it_is()
    {
        var pairs = Simulate(8);
        (int, int)[] identities = [.. pairs.Select(pair => (pair.FirstIdentity, pair.SecondIdentity))];
        bool[] accepted = [.. pairs.Select(pair => pair.Score >= 1)];
        var options = new SubjectBootstrapOptions { ReplicateCount = 80 };
        static double Far(ScoreSet scores) => RocCurve.Of(scores).TakeWhile(point => point.Threshold >= 1).Last().Far;
        static double Tar(ScoreSet scores) => RocCurve.Of(scores).TakeWhile(point => point.Threshold >= 1).Last().Tar;

        var shares = SubjectBootstrap.WeightedIntervals(
            identities,
            [
                WeightedShare.Of(accepted, [.. pairs.Select(pair => !pair.IsGenuine)]),
                WeightedShare.Of(accepted, [.. pairs.Select(pair => pair.IsGenuine)])],
            options);

        Assert.Equal(SubjectBootstrap.Intervals(pairs, [Far, Tar], options), shares);
    }

    [Fact]
    public void One_kind_of_pairs_is_enough_for_a_share_of_it()
    {
        var impostors = Simulate(9).Where(pair => !pair.IsGenuine).ToArray();

        var interval = SubjectBootstrap.WeightedIntervals(
            [.. impostors.Select(
                pair => (pair.FirstIdentity, pair.SecondIdentity))], [WeightedShare.Of(
                    [.. impostors.Select(pair => pair.Score >= 1)])], new() { ReplicateCount = 50 })[0];

        Assert.True(0 < interval.Value && interval.Value < interval.High, interval.ToString());
    }

    [Fact]
    public void Shares_of_nothing_and_of_other_pairs_are_refused()
    {
        Assert.Throws<ArgumentException>(() => WeightedShare.Of([]));
        Assert.Throws<ArgumentException>(() => WeightedShare.Of([true], [false]));
        Assert.Throws<ArgumentException>(() => WeightedShare.Of([true], [true, false]));
        Assert.Throws<ArgumentException>(() => WeightedShare.Of([true])([1, 1]));
        Assert.Throws<ArgumentException>(() => SubjectBootstrap.WeightedIntervals([], []));
    }

    [Fact]
    public void Pairs_of_a_single_genuine_person_among_many_are_refused_and_not_drawn_for_ever() =>
        Assert.Throws<ArgumentException>(() =>
        SubjectBootstrap.Intervals([new(1, 0, 0), new(0, 1, 1)], [RocCurve.Auc]));

    [Fact]
    public void A_figure_that_is_NaN_is_named() => Assert.StartsWith(
        "figures[1] must give a number",
        Assert.Throws<ArgumentException>(() =>
            SubjectBootstrap.Intervals(Simulate(1), [RocCurve.Auc, _ => double.NaN])).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 0.95), InlineData(10, 0), InlineData(10, 1), InlineData(10, double.NaN)]
    public void Settings_outside_their_range_are_refused(int replicates, double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(
        () => SubjectBootstrap.Intervals(
            Simulate(1), [RocCurve.Auc], new() { ReplicateCount = replicates, Level = level }));

    private static double Width(ScorePair[] pairs, Func<ScoreSet, double> figure)
    {
        var interval = SubjectBootstrap.Intervals(pairs, [figure], new() { ReplicateCount = 300 })[0];
        return interval.High - interval.Low;
    }

    private static double MeanGenuine(ScoreSet scores) =>
        scores.Groups.Sum(group => group.Score * group.GenuineCount) / scores.GenuineCount;

    private static ScorePair[] Simulate(int seed)
    {
        var random = new Random(1000 + seed);
        double Normal(double deviation) =>
            deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var own = Enumerable.Range(0, Identities).Select(_ => (Genuine: Normal(0.6), Impostor: Normal(0.4))).ToArray();
        List<ScorePair> pairs = [];

        for (var first = 0; first < Identities; first++)
        {
            for (var pair = 0; pair < PicturesEach * (PicturesEach - 1) / 2; pair++)
            {
                pairs.Add(new ScorePair(1.5 + own[first].Genuine + Normal(0.3), first, first));
            }

            for (var second = first + 1; second < Identities; second++)
            {
                pairs.Add(new ScorePair(own[first].Impostor + own[second].Impostor + Normal(0.3), first, second));
            }
        }

        return [.. pairs];
    }
}
