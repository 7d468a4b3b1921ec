using NormFace.Embeddings;
using NormFace.SupportVectors;
using Xunit;

namespace NormFace.Protocols.Ytf;

public sealed class YtfEvaluationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true), InlineData(false)]
    public void Scores_accuracies_and_objectives_are_those_of_a_literal_computation(bool subtractsMean)
    {
        var (set, splits) = Synthetic(seed: 1);

        var result = Run(set, splits, new() { SubtractsMean = subtractsMean, Machine = new() { Tolerance = 1e-9 } });

        var place = 0;
        foreach (var (fold, literal) in result.Folds.Zip(LiteralYtf.Folds(set, splits, subtractsMean)))
        {
            Assert.True(
                literal.NearestEdge > 1e-6,
                "a cosine lies so near an edge that float32 may decide its bin: take another seed");
            var machine = PrecomputedKernelSvm.Train(
                new KernelMatrix(literal.Gram, literal.Genuine.Length), literal.Genuine, new() { Tolerance = 1e-9 });
            Assert.Equal(machine.Certificate.DualObjective, fold.HistogramCertificate.DualObjective, 1e-7);
            Assert.Equal(
                literal.TestGram.Zip(literal.TestGenuine, (row, same) => machine.Decision(row) >= 0 == same ? 1.0 : 0)
                    .Average(),
                fold.HistogramAccuracy);

            var line = LinearSvm.Train(literal.Means, literal.Genuine);
            Assert.Equal(line.Threshold!.Value, fold.Threshold!.Value, 1e-5);
            Assert.Equal(
                literal.TestMeans.Zip(literal.TestGenuine, (score, same) => score >= line.Threshold == same ? 1.0 : 0)
                    .Average(),
                fold.MeanScoreAccuracy);

            foreach (var (score, same) in literal.TestMeans.Zip(literal.TestGenuine))
            {
                Assert.Equal(score, result.Scores[place].Score, 1e-6);
                Assert.Equal(same, result.Scores[place++].IsGenuine);
            }
        }

        Assert.Equal(splits.Pairs.Count, place);
        Assert.Equal(place, result.Scores.Count);
        Assert.Equal(result.Folds.Average(fold => fold.HistogramAccuracy), result.HistogramAccuracy.Mean, 1e-14);
        Assert.Equal(result.Folds.Average(fold => fold.MeanScoreAccuracy), result.MeanScoreAccuracy.Mean, 1e-14);
        Assert.Equal(splits.Splits.Count, result.MeanScoreAccuracy.Count);
    }

    [Fact]
    public void Where_means_coincide_histograms_still_tell_pairs_apart()
    {
        var (set, splits) = TwoBumps();

        var result = Run(set, splits, new() { SubtractsMean = false });

        Assert.InRange(result.MeanScoreAccuracy.Mean, 0.4, 0.6);
        Assert.InRange(result.HistogramAccuracy.Mean, 0.95, 1);
        Assert.InRange(result.WorstKktGap, 0, 1e-3);
    }

    [Fact]
    public void The_version_of_the_paper_takes_off_what_all_training_videos_share_and_the_plain_one_does_not()
    {
        var (set, splits) = Synthetic(seed: 2);
        float[] moved = [.. set.Values.Span];
        for (var index = 0; index < moved.Length; index++)
        {
            moved[index] += 8; // the same for every frame
        }

        var shifted = new FeatureSet(moved, set.Names);

        Assert.All(
            Scores(true, set).Zip(Scores(true, shifted)), scores => Assert.Equal(scores.First, scores.Second, 1e-5));
        Assert.All(Scores(false, shifted), score => Assert.InRange(score, 0.9, 1));

        double[] Scores(bool subtractsMean, FeatureSet frames) =>
            [.. Run(frames, splits, new() { SubtractsMean = subtractsMean }).Scores.Select(pair => pair.Score)];
    }

    [Fact]
    public void A_split_has_no_part_in_what_is_learned_for_it()
    {
        var (set, splits) = Synthetic(seed: 3);
        float[] changed = [.. set.Values.Span];
        var tested = splits.Splits[0].Pairs.SelectMany(pair => new[] { pair.First, pair.Second }).ToHashSet();
        for (var row = 0; row < set.Count; row++)
        {
            if (tested.Contains(string.Join('/', set.Names[row].Split('/')[..2])))
            {
                changed[row * set.Size] += 3;
            }
        }

        var before = Run(set, splits);
        var after = Run(new FeatureSet(changed, set.Names), splits);

        Assert.Equal(before.Folds[0].Threshold, after.Folds[0].Threshold);
        Assert.Equal(before.Folds[0].HistogramCertificate, after.Folds[0].HistogramCertificate);
        Assert.NotEqual(before.Scores[0], after.Scores[0]);
        Assert.NotEqual(before.Folds[1].Threshold, after.Folds[1].Threshold);
    }

    [Fact]
    public void Runs_and_the_order_of_videos_in_a_pair_change_nothing()
    {
        var (set, splits) = Synthetic(seed: 4);
        var swapped = Read(string.Concat(
            splits.Pairs.Select(pair =>
                $"{pair.Split},{pair.Number},{pair.Second},{pair.First},{(pair.IsSame ? 1 : 0)}\n")));

        var (first, again, other) = (Run(set, splits), Run(set, splits), Run(set, swapped));

        Assert.Equal(first.Folds.Select(Plain), again.Folds.Select(Plain));
        Assert.Equal(
            first.Folds.SelectMany(fold => fold.IsCorrectByMeanScore),
            again.Folds.SelectMany(fold => fold.IsCorrectByMeanScore));
        Assert.Equal(
            first.Folds.SelectMany(fold => fold.IsCorrectByHistogram),
            again.Folds.SelectMany(fold => fold.IsCorrectByHistogram));
        Assert.Equal(first.Scores, again.Scores);
        Assert.All(
            first.Scores.Zip(other.Scores), scores => Assert.Equal(scores.First.Score, scores.Second.Score, 1e-12));
    }

    [Fact]
    public void A_frame_that_equals_the_mean_taken_off_is_named()
    {
        // Split 2 leaves the videos of split 1: (1, 0), (−1, 0), (0, 2) and (0, 0) less a mean of (0, 0.5).
        var splits = Read("1,1,A/0,A/1,1\n1,2,B/0,C/0,0\n2,1,D/0,D/1,1\n2,2,D/0,E/0,0\n");
        var set = new FeatureSet(
            [1, 0, -1, 0, 0, 1, 0, 1, 0, 0.5f, 1, 1, 1, 2],
            ["A/0/x.jpg", "A/1/x.jpg", "B/0/x.jpg", "C/0/x.jpg", "D/0/x.jpg", "D/1/x.jpg", "E/0/x.jpg"]);

        Assert.Contains(
            "'D/0/x.jpg'",
            Assert.Throws<InvalidDataException>(() => Run(set, splits)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_that_does_not_converge_says_so()
    {
        var (set, splits) = Synthetic(seed: 5);

        Assert.Contains("KKT gap", Assert.Throws<InvalidDataException>(
            () => Run(set, splits, new() { Machine = new() { IterationLimit = 1 } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_settings_and_a_wish_to_stop_are_heeded()
    {
        var (set, splits) = Synthetic(seed: 6);

        Assert.Throws<ArgumentOutOfRangeException>(() => Run(set, splits, new() { Machine = new() { C = 0 } }));
        Assert.Throws<OperationCanceledException>(
            () => YtfEvaluation.Of(set, splits, new YtfOptions(), null, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void Progress_ends_at_all_pairs_compared_and_decided(bool subtractsMean)
    {
        var (set, splits) = Synthetic(seed: 7);
        var compared = splits.Pairs.Count * (subtractsMean ? splits.Splits.Count : 1);
        var told = new Told<(int Done, int Total)>();

        _ = YtfEvaluation.Of(
            set,
            splits,
            new YtfOptions { SubtractsMean = subtractsMean },
            told,
            TestContext.Current.CancellationToken);

        Assert.Equal(
            Enumerable.Range(1, compared).Select(done => (done, compared)), told.Values.Take(compared).Order());
        Assert.Equal((splits.Pairs.Count, splits.Pairs.Count), told.Values.Skip(compared).Max());
    }

    private static YtfResult Run(FeatureSet set, YtfSplits splits, YtfOptions? options = null) =>
        YtfEvaluation.Of(set, splits, options ?? new YtfOptions(), null, TestContext.Current.CancellationToken);

    // Three splits; people near directions of their own, videos of 1 to 7 frames, an odd number of columns.
    private (FeatureSet Set, YtfSplits Splits) Synthetic(int seed)
    {
        const int people = 30, size = 11;
        var random = new Random(seed);
        List<float> values = [];
        List<string> names = [];
        for (var person = 0; person < people; person++)
        {
            double[] direction = [.. Enumerable.Range(0, size).Select(_ => Normal(random) + 0.3)];
            for (var video = 0; video < 2; video++)
            {
                double[] look = [.. direction.Select(value => value + Normal(random))];
                for (var frame = random.Next(1, 8); frame > 0; frame--)
                {
                    values.AddRange(look.Select(value => (float)(value + (0.5 * Normal(random)))));
                    names.Add($"P{person}/{video}/{frame}.jpg");
                }
            }
        }

        return (new FeatureSet([.. values], names), Read(string.Concat(Enumerable.Range(0, people).Select(person =>
        {
            var split = person % 3;
            var other = person < 6 ? person + 9 : split; // the same few come often
            return $"{split + 1},{(2 * person) + 1},P{person}/0,P{person}/1,1\n{split + 1},{(2 * person) + 2},P{person}/1,P{other}/0,0\n";
        }))));
    }

    // One frame against twenty: cosines near ±0.5 for genuine pairs, near 0 for impostor pairs, with one distribution
    // of their means.
    private (FeatureSet Set, YtfSplits Splits) TwoBumps()
    {
        var random = new Random(9);
        List<float> values = [];
        List<string> names = [];
        List<string> lines = [];
        for (var pair = 0; pair < 200; pair++)
        {
            var isSame = pair % 2 == 0;
            var (first, second) = ($"P{pair}/0", isSame ? $"P{pair}/1" : $"Q{pair}/0");
            lines.Add($"{(pair / 50) + 1},{pair},{first},{second},{(isSame ? 1 : 0)}\n");
            values.AddRange([1, 0]);
            names.Add($"{first}/0.jpg");
            var shift = 0.05 * Normal(random);
            for (var frame = 0; frame < 20; frame++)
            {
                var cosine = shift + (0.05 * Normal(random)) + (isSame ? (frame % 2) - 0.5 : 0);
                values.AddRange([(float)cosine, (float)Math.Sqrt(1 - (cosine * cosine))]);
                names.Add($"{second}/{frame}.jpg");
            }
        }

        return (new FeatureSet([.. values], names), Read(string.Concat(lines)));
    }

    // Without its lists, which a record compares by reference.
    private static YtfFold Plain(YtfFold fold) => fold with { IsCorrectByMeanScore = [], IsCorrectByHistogram = [] };

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private YtfSplits Read(string text)
    {
        var path = Path.Combine(folder.Path, "splits.txt");
        File.WriteAllText(path, text);
        return YtfSplits.Read(path);
    }
}
