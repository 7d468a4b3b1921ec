using NormFace.Embeddings;
using Xunit;

namespace NormFace.Protocols.Blufr;

public class BlufrEvaluationTests
{
    private static readonly BlufrOptions Options = new()
    {
        VerificationFars = [0, 0.001, 0.02, 0.3, 1],
        IdentificationFars = [0, 0.05, 0.5, 1],
        Ranks = [1, 2, 7],
    };

    [Fact]
    public void Progress_counts_the_trials()
    {
        var (set, trials) = Draw(seed: 1, isTied: false);
        var told = new Told<(int Done, int Total)>();

        _ = BlufrEvaluation.Of(set.Normalize(), trials, Options, told);

        Assert.Equal(
            Enumerable.Range(1, trials.Trials.Count).Select(done => (done, trials.Trials.Count)), told.Values);
    }

    [Theory]
    [InlineData(1, false), InlineData(2, true), InlineData(3, true)]
    public void Every_figure_equals_that_of_sorting_all_scores(int seed, bool isTied)
    {
        var (set, trials) = Draw(seed, isTied);

        var result = BlufrEvaluation.Of(set.Normalize(), trials, Options);

        for (var number = 0; number < trials.Trials.Count; number++)
        {
            var trial = trials.Trials[number];
            List<double> genuine = [];
            List<double> impostor = [];
            for (var first = 0; first < trial.Test.Count; first++)
            {
                for (var second = 0; second < first; second++)
                {
                    var isGenuine = trials.Labels[trial.Test[first]] == trials.Labels[trial.Test[second]];
                    (isGenuine ? genuine : impostor).Add(Score(set, trials, trial.Test[first], trial.Test[second]));
                }
            }

            for (var far = 0; far < Options.VerificationFars.Count; far++)
            {
                Assert.Equal(
                    BlufrThreshold.At(genuine.ToArray(), impostor.ToArray(), Options.VerificationFars[far]),
                    result.Verification[far].Trials[number]);
            }

            int[] probes = [.. trial.GenuineProbes, .. trial.ImpostorProbes];
            float[] scores = [.. probes.SelectMany(
                probe => trial.Gallery.Select(picture => (float)Score(set, trials, probe, picture)))];
            var outcomes = BlufrProbes.From(
                scores, probes.Select(picture => trials.Labels[picture])
                    .ToArray(), trial.Gallery.Select(picture => trials.Labels[picture])
                    .ToArray());
            Assert.All(
                result.Identification, rate => Assert.Equal(outcomes.At(rate.Far, rate.Rank), rate.Trials[number]));
            Assert.Equal(
                new BlufrCounts(
                    trial.Test.Count,
                    genuine.Count,
                    impostor.Count,
                    trial.Gallery.Count,
                    trial.GenuineProbes.Count,
                    trial.ImpostorProbes.Count),
                result.Counts[number]);
        }
    }

    [Fact]
    public void Rates_over_trials_have_the_mean_and_the_deviation_of_a_sample()
    {
        var rate = new BlufrRate(0.1, 0, [Point(0.5), Point(0.75), Point(1)]);

        // mean 0.75, squares 2 · 0.0625 over 2
        Assert.Equal((0.75, 0.25, 0.5), (rate.Mean, rate.StandardDeviation, rate.MeanMinusDeviation));
        Assert.Equal(0, new BlufrRate(0.1, 0, [Point(0.5)]).StandardDeviation);
        static BlufrPoint Point(double value) => new(0.1, 0, 0, 0, value);
    }

    [Fact]
    public void The_order_and_the_folders_of_the_rows_change_nothing()
    {
        var (set, trials) = Draw(4, isTied: true);
        var shuffled = Enumerable.Range(0, set.Count).ToArray();
        new Random(1).Shuffle(shuffled);
        var moved = new FeatureSet(
            [.. shuffled.SelectMany(row => set.Row(row).ToArray())], [.. shuffled.Select(
                row => set.Names[row][(set.Names[row].IndexOf('/', StringComparison.Ordinal) + 1)..])]);

        Assert.Equal(
            Figures(BlufrEvaluation.Of(set.Normalize(), trials, Options)),
            Figures(BlufrEvaluation.Of(moved.Normalize(), trials, Options)));
        static IEnumerable<BlufrPoint> Figures(BlufrResult result) =>
            result.Verification.Concat(result.Identification).SelectMany(rate => rate.Trials);
    }

    [Fact]
    public void Pictures_without_an_embedding_are_listed_up_to_ten()
    {
        var (set, trials) = Draw(5, isTied: false);
        var kept = set.Choose([.. Enumerable.Range(0, set.Count).Where(row => row % 3 > 0)]);
        HashSet<int> used = [.. trials.Trials.SelectMany(trial => trial.Test)];
        string[] missing = [
            .. used.Order().Select(picture => trials.Names[picture]).Where(name => !kept.TryFind(name, out _))];

        var message = Assert.Throws<InvalidDataException>(() => BlufrEvaluation.Of(kept.Normalize(), trials)).Message;

        Assert.EndsWith(
            $"but {missing.Length} are missing: {string.Join(", ", missing[..10])} and {missing.Length - 10} more.",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_bare_name_that_stands_for_several_rows_is_refused()
    {
        var trials = BlufrTrials.Generate(
            ["A_1.jpg", "A_2.jpg", "B_1.jpg", "C_1.jpg"], new() { TrialCount = 1, TrainingShare = 0 });
        var set = new FeatureSet([1, 2, 3, 4, 5], ["x/A_1.jpg", "y/A_1.jpg", "A_2.jpg", "B_1.jpg", "C_1.jpg"]);

        Assert.EndsWith(
            "but 1 are found in several folders: A_1.jpg.",
            Assert.Throws<InvalidDataException>(() =>
                BlufrEvaluation.Of(set.Normalize(), trials)).Message, StringComparison.Ordinal);
    }

    // Tied embeddings have two values of -1, 0 and 1, so that many cosines are equal to the bit.
    private static (FeatureSet Set, BlufrTrials Trials) Draw(int seed, bool isTied)
    {
        var random = new Random(seed);
        List<string> names = [];
        List<float> values = [];
        for (var person = 0; person < 40; person++)
        {
            float[] own = [
                .. Enumerable.Range(0, 6).Select(_ => isTied ? random.Next(-1, 2) : (float)random.NextDouble() - 0.5f)];
            for (var picture = random.Next(1, 6); picture > 0; picture--)
            {
                names.Add($"P{person}/P{person}_{picture:D4}.jpg");
                values.AddRange(own.Select(value => isTied ? value : value + (0.4f * (float)random.NextDouble())));
                values[^1] += 2;
                values[^2] += isTied ? random.Next(3) : 0;
            }
        }

        return (
            new FeatureSet([.. values], names),
            BlufrTrials.Generate(
                names, new() { Seed = seed, TrialCount = 3, TrainingShare = 0.2, GalleryShare = 0.4 }));
    }

    // The chain of fused multiply-adds of one pair, typed out.
    private static double Score(FeatureSet set, BlufrTrials trials, int first, int second)
    {
        Assert.True(set.TryFind(trials.Names[first], out var left) & set.TryFind(trials.Names[second], out var right));
        float[] Unit(float[] row)
        {
            var factor = 1 / Math.Sqrt(row.Sum(value => (double)value * value));
            return [.. row.Select(value => (float)(value * factor))];
        }

        return Unit(set.Row(left).ToArray())
            .Zip(Unit(set.Row(right).ToArray()))
            .Aggregate(0f, (sum, pair) => MathF.FusedMultiplyAdd(pair.First, pair.Second, sum));
    }
}
