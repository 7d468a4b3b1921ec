using Xunit;

namespace NormFace.Verification;

public class PairedComparisonTests
{
    private static readonly Func<ScoreSet, double>[] Figures =
        [scores => RocCurve.EqualErrorRate(scores).Rate, RocCurve.Auc, scores => RocCurve.At(scores, 0.1).Tar];

    [Fact]
    public void Where_the_models_are_alike_small_p_values_are_as_rare_as_they_say()
    {
        const int trials = 150;
        List<double> scorePValues = [];
        List<double> decisionPValues = [];
        for (var seed = 0; seed < trials; seed++)
        {
            var (first, second) = Models(seed, people: 30, edge: 0);
            scorePValues.Add(
                PairedComparison.Of(first, second, [RocCurve.Auc], new() { ReplicateCount = 60, Seed = seed })[0]
                    .PValue);
            decisionPValues.Add(Decisions(first, second, replicates: 60).Accuracy.PValue);
        }

        // About uniform: 5 %, 20 % and 50 % of 150, each within three standard deviations.
        Assert.All([scorePValues, decisionPValues], values => Assert.All([0.05, 0.2, 0.5], level => Assert.InRange(
            (values.Count(value => value <= level) - (trials * level)) / Math.Sqrt(trials * level * (1 - level)), -3, 3)));
    }

    [Fact]
    public void A_large_difference_is_found()
    {
        var (first, second) = Models(3, people: 50, edge: 1);

        var differences = PairedComparison.Of(first, second, Figures, new() { ReplicateCount = 500 });

        Assert.All(differences, difference => Assert.InRange(difference.PValue, 0, 0.01));
        Assert.True(differences[0].Difference.High < 0, "The first model has the lower equal error rate.");
        Assert.True(differences[1].Difference.Low > 0, "The first model has the larger area.");
    }

    [Fact]
    public void Values_are_those_of_each_model_and_the_difference_is_first_minus_second()
    {
        var (first, second) = Models(1, people: 20, edge: 0.2);

        var difference = PairedComparison.Of(first, second, [RocCurve.Auc], new() { ReplicateCount = 20 })[0];

        Assert.Equal(
            (RocCurve.Auc(ScoreSet.From(first)), RocCurve.Auc(ScoreSet.From(second))),
            (difference.First, difference.Second));
        Assert.Equal(difference.First - difference.Second, difference.Difference.Value);
    }

    [Fact]
    public void To_swap_the_models_negates_the_difference_and_keeps_the_p_value()
    {
        var (first, second) = Models(2, people: 20, edge: 0.1);

        var one = PairedComparison.Of(first, second, Figures, new() { ReplicateCount = 99 });
        var other = PairedComparison.Of(second, first, Figures, new() { ReplicateCount = 99 });

        Assert.Equal(
            one.Select(difference =>
                (
                    -difference.Difference.Value,
                    -difference.Difference.High,
                    -difference.Difference.Low,
                    difference.PValue)),
            other.Select(difference =>
                (difference.Difference.Value, difference.Difference.Low, difference.Difference.High,
                    difference.PValue)));
    }

    [Fact]
    public void The_difference_is_known_better_than_either_figure()
    {
        var (first, second) = Models(4, people: 40, edge: 0.1);
        static double Width(ConfidenceInterval interval) => interval.High - interval.Low;

        var alone = SubjectBootstrap.Intervals(first, [RocCurve.Auc], new() { ReplicateCount = 200 })[0];
        var difference = PairedComparison.Of(
            first, second, [RocCurve.Auc], new() { ReplicateCount = 200 })[0].Difference;

        Assert.True(
            Width(difference) < Width(alone), FormattableString.Invariant($"{Width(difference)} and {Width(alone)}"));
    }

    [Fact]
    public void Decisions_are_counted_and_compared_by_every_test()
    {
        (int, int)[] identities = [(1, 1), (2, 2), (3, 3), (4, 5), (6, 7)];

        var comparison = DecisionComparison.Of(
            identities,
            [true, true, true, true, false],
            [true, false, false, false, true],
            new() { ReplicateCount = 50 });

        Assert.Equal((3L, 1L), (comparison.OnlyFirstCount, comparison.OnlySecondCount));
        Assert.Equal((0.8, 0.4), (comparison.Accuracy.First, comparison.Accuracy.Second));
        Assert.Equal(10 / 16.0, comparison.McNemarPValue, 1e-15); // 0, 1, 3 or 4 of 4: (1 + 4 + 4 + 1) / 16
        Assert.Equal(10 / 16.0, comparison.BlockSwap.PValue, 1e-15);
    }

    [Fact]
    public void Pairs_of_other_people_are_refused_with_their_place()
    {
        ScorePair[] first = [new(1, 0, 0), new(0, 0, 1)];

        Assert.StartsWith(
            "second[1] must be of the identities of first[1] (0, 1), but is of (0, 2).",
            Assert.Throws<ArgumentException>(() =>
                PairedComparison.Of(first, [new(1, 0, 0), new(0, 0, 2)], [RocCurve.Auc])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PairedComparison.Of(first, [new(1, 0, 0)], [RocCurve.Auc]));
        Assert.Throws<ArgumentException>(() => DecisionComparison.Of([(1, 1)], [true], []));
        Assert.Throws<ArgumentException>(() => DecisionComparison.Of([], [], []));
    }

    private static DecisionComparison Decisions(ScorePair[] first, ScorePair[] second, int replicates)
    {
        static bool[] Correct(ScorePair[] pairs) =>
            [.. pairs.Select(pair => pair.IsGenuine == pair.Score >= SimulatedFaces.Threshold)];
        return DecisionComparison.Of(
            [.. first.Select(
                pair => (pair.FirstIdentity, pair.SecondIdentity))], Correct(first), Correct(second),
                    new() { ReplicateCount = replicates });
    }

    // What makes people hard is partly the same for both models, partly their own.
    private static (ScorePair[] First, ScorePair[] Second) Models(int seed, int people, double edge)
    {
        var shared = SimulatedFaces.Pairs(seed, people);
        var random = new Random(77_000 + seed);
        ScorePair[] With(double advantage)
        {
            var own = Enumerable.Range(0, people).Select(_ => 0.2 * SimulatedFaces.Normal(random)).ToArray();
            return
            [
                .. shared.Select(pair => pair with
                {
                    Score = pair.Score
                        + own[pair.FirstIdentity]
                        + own[pair.SecondIdentity]
                        + (0.2 * SimulatedFaces.Normal(random))
                        + (pair.IsGenuine ? advantage : 0),
                }),
            ];
        }

        return (With(edge), With(0));
    }
}
