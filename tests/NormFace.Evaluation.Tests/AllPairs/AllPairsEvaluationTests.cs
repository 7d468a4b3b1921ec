using NormFace.Embeddings;
using NormFace.Verification;
using Xunit;

namespace NormFace.AllPairs;

public class AllPairsEvaluationTests
{
    private static readonly double[] AnyFars = [0, 1e-3, 0.01, 0.1, 0.29, 0.5, 0.9, 1];

    // Rows, columns, identities, different vectors (0: all).
    public static TheoryData<int, int, int, int> Sets => new()
    {
        { 300, 1, 20, 0 },
        { 300, 3, 60, 0 },
        { 400, 17, 2, 0 },
        { 700, 128, 150, 0 },
        { 500, 16, 40, 7 },
        { 600, 3, 90, 2 },
        { 400, 5, 30, 40 },
        { 301, 7, 300, 0 },
        { 40, 2, 3, 0 },
        { 3, 4, 2, 0 },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_figure_is_that_of_all_scores_sorted(int count, int size, int identities, int distinct)
    {
        var set = LiteralAllPairs.Draw(count + size, count, size, identities, distinct: distinct > 0 ? distinct : null);

        AssertEqualsSorted(set, new AllPairsOptions { ReplicateCount = 3 });
    }

    [Fact]
    public void A_larger_set_has_the_figures_of_all_scores_sorted() =>
        AssertEqualsSorted(
            LiteralAllPairs.Draw(1, 1500, 24, 500, spread: 1.4), new AllPairsOptions { ReplicateCount = 3 });

    [Theory]
    [InlineData(0.0, 1 << 21, 1 << 21, 1 << 16, 0)] // thresholds lie beside the watched ranges
    [InlineData(6.0, 64, 0, 4, 0)]                  // and in ranges too wide to know
    [InlineData(0.0, 64, 0, 4, 0)]
    [InlineData(0.0, 1, 0, 2, 0)]
    [InlineData(0.0, 1, 0, 2, 7)]
    [InlineData(6.0, 1, 10, 2, 7)]
    public void Passes_that_had_to_be_made_again_change_no_figure(
        double margin, int cells, int listLength, int coarseCells, int distinct)
    {
        var set = LiteralAllPairs.Draw(5, 420, 9, 60, distinct: distinct > 0 ? distinct : null);
        var options = new AllPairsOptions
        {
            ReplicateCount = 1,
            Limits = new WatchLimits(PilotPairs: 1, margin, cells, listLength, coarseCells),
        };

        var result = AssertEqualsSorted(set, options);

        Assert.True(result.PassCount > 1);
    }

    [Fact]
    public void A_usual_set_takes_one_pass() =>
        Assert.Equal(1, Evaluate(LiteralAllPairs.Draw(8, 1200, 32, 400)).PassCount);

    [Fact]
    public void Nothing_depends_on_the_threads()
    {
        var set = LiteralAllPairs.Draw(3, 900, 20, 200);
        AllPairsResult Of(int threads) => Evaluate(set, new AllPairsOptions { Threads = threads, Fars = AnyFars });

        var one = Of(1);

        Assert.All([2, 3], threads =>
        {
            var other = Of(threads);
            Assert.Equal(one.Summary.Scores.Groups, other.Summary.Scores.Groups);
            Assert.Equal(one.Summary.EqualErrorRate, other.Summary.EqualErrorRate);
            Assert.Equal(one.Summary.Auc, other.Summary.Auc);
            Assert.Equal(one.Summary.TrueAcceptRates, other.Summary.TrueAcceptRates);
            Assert.Equal(one.HardestGenuine, other.HardestGenuine);
            Assert.Equal(one.HardestImpostor, other.HardestImpostor);
            Assert.Equal(one.Histogram!.Impostor, other.Histogram!.Impostor);
        });
    }

    [Theory]
    [InlineData(0), InlineData(6)]
    public void The_hardest_pairs_are_those_of_all_pairs_sorted(int distinct)
    {
        var set = LiteralAllPairs.Draw(11, 500, 12, 80, distinct: distinct > 0 ? distinct : null);
        var pairs = LiteralAllPairs.Pairs(set);

        var hardest = Evaluate(set, new AllPairsOptions { HardestCount = 30, ReplicateCount = 1 });

        var genuine = pairs.Where(pair => pair.IsGenuine).Select(pair => pair.Pair);
        var impostor = pairs.Where(pair => !pair.IsGenuine).Select(pair => pair.Pair);
        Assert.Equal(
            genuine.OrderBy(pair => pair.Score).ThenBy(pair => pair.First).ThenBy(pair => pair.Second).Take(30),
            hardest.HardestGenuine);
        Assert.Equal(
            impostor.OrderByDescending(pair => pair.Score)
                .ThenBy(pair => pair.First)
                .ThenBy(pair => pair.Second)
                .Take(30),
            hardest.HardestImpostor);
    }

    [Fact]
    public void The_histogram_counts_every_pair_in_its_bin()
    {
        var set = LiteralAllPairs.Draw(4, 400, 4, 50);
        var pairs = LiteralAllPairs.Pairs(set);

        var histogram = Evaluate(set).Histogram!;

        // Bins are read off the score in float32; one that lies on an edge by rounding may go either way in double.
        foreach (var isGenuine in new[] { true, false })
        {
            var bins = new long[PlaceHistogram.BinCount];
            foreach (var (pair, _) in pairs.Where(pair => pair.IsGenuine == isGenuine))
            {
                bins[Math.Clamp((((int)MathF.FusedMultiplyAdd(pair.Score, 16_000, 16_384)) - 384) / 80, 0, 399)]++;
            }

            Assert.Equal(bins, isGenuine ? histogram.Genuine : histogram.Impostor);
        }

        Assert.Equal((-1, 0, 1), (histogram.Edges[0], histogram.Edges[200], histogram.Edges[400]));
    }

    [Fact]
    public void A_set_without_genuine_pairs_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => Evaluate(new FeatureSet([1, 2, 3], ["a/1", "b/1", "c/1"])));

        Assert.Contains(
            "an identity with two rows at least, but each of the 3 rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_in_which_some_rows_show_nobody_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => Evaluate(new FeatureSet([1, 2, 3, 4], ["a/1", "a/2", "3", "4"])));

        Assert.Contains("2 of 4 have no folder, such as '3'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_of_one_identity_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => Evaluate(new FeatureSet([1, 2, 3], ["a/1", "a/2", "a/3"])));

        Assert.Contains("two identities at least, but all 3 rows show 'a'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_finer_than_the_impostor_pairs_show_is_refused_before_counting()
    {
        var set = LiteralAllPairs.Draw(2, 40, 4, 5);
        var impostors = LiteralAllPairs.Pairs(set).Count(pair => !pair.IsGenuine);

        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => Evaluate(set, new AllPairsOptions { Fars = [1e-6] }));

        Assert.Contains(
            FormattableString.Invariant($"which {impostors} impostor pairs can show, but was 1E-06."),
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            AllPairsEvaluation.Of(LiteralAllPairs.Draw(2, 400, 4, 50).Normalize(), cancel: source.Token));
    }

    [Fact]
    public void Progress_ends_at_all_pairs()
    {
        var progress = new Told<long>();

        var result = AllPairsEvaluation.Of(
            LiteralAllPairs.Draw(2, 400, 4, 50).Normalize(),
            progress: progress,
            cancel: TestContext.Current.CancellationToken);

        Assert.Equal(400 * 399 / 2, result.PairCount);
        Assert.Equal(result.PairCount, progress.Values.Max());
        Assert.Equal(result.PairCount, result.Summary.GenuineCount + result.Summary.ImpostorCount);
    }

    [Fact]
    public void Every_pair_is_scored_once_with_the_identities_of_its_rows()
    {
        var set = LiteralAllPairs.Draw(6, 70, 5, 20);

        var pairs = AllPairsEvaluation.Scores(set.Normalize());

        Assert.Equal(
            LiteralAllPairs.Pairs(set)
                .Select(pair => ((double)pair.Pair.Score, set.Labels[pair.Pair.First], set.Labels[pair.Pair.Second]))
                .Order(),
            pairs.Select(pair => (pair.Score, pair.FirstIdentity, pair.SecondIdentity)).Order());
    }

    private static AllPairsResult Evaluate(FeatureSet set, AllPairsOptions? options = null) =>
        AllPairsEvaluation.Of(set.Normalize(), options, cancel: TestContext.Current.CancellationToken);

    private static AllPairsResult AssertEqualsSorted(FeatureSet set, AllPairsOptions options)
    {
        var sorted = LiteralAllPairs.Sorted(LiteralAllPairs.Pairs(set));
        double[] fars = [.. AnyFars.Where(far => far == 0 || far >= sorted.Resolution)];

        var result = Evaluate(set, options with { Fars = fars });

        Assert.Equal(sorted.GenuineCount, result.Summary.GenuineCount);
        Assert.Equal(sorted.ImpostorCount, result.Summary.ImpostorCount);
        Assert.Equal(
            (sorted.GenuineCount, sorted.ImpostorCount, sorted.Resolution),
            (result.Summary.Scores.GenuineCount, result.Summary.Scores.ImpostorCount,
                result.Summary.Scores.Resolution));
        Assert.Equal(RocCurve.Auc(sorted), result.Summary.Auc.Value);
        Assert.Equal(RocCurve.EqualErrorRate(sorted), result.EqualErrorRate);
        Assert.Equal(RocCurve.BestThreshold(sorted), result.BestThreshold);
        Assert.Equal(
            fars.Select(far => RocCurve.At(sorted, far)).Select(point => (point.Threshold, point.Tar)),
            result.Summary.TrueAcceptRates.Select(rate => (rate.Threshold, rate.Tar.Value)));
        Assert.Equal(
            sorted.Groups.Where(group => group.GenuineCount > 0),
            result.Summary.Scores.Groups.Where(group => group.GenuineCount > 0));
        AssertDecidesAlike(sorted, result.Summary.Scores);
        return result;
    }

    // Every group of the result is a threshold of the sorted scores, at which the same pairs are accepted.
    private static void AssertDecidesAlike(ScoreSet sorted, ScoreSet scores)
    {
        var next = 0;
        long genuine = 0, impostor = 0, expectedGenuine = 0, expectedImpostor = 0;
        var last = double.PositiveInfinity;
        foreach (var group in scores.Groups)
        {
            Assert.True(group.Score < last);
            last = group.Score;
            genuine += group.GenuineCount;
            impostor += group.ImpostorCount;
            for (; next < sorted.Groups.Count && sorted.Groups[next].Score >= group.Score; next++)
            {
                expectedGenuine += sorted.Groups[next].GenuineCount;
                expectedImpostor += sorted.Groups[next].ImpostorCount;
            }

            Assert.Equal((expectedGenuine, expectedImpostor), (genuine, impostor));
        }

        Assert.Equal(sorted.Groups.Count, next);
    }
}
