using NormFace.Embeddings;
using NormFace.Scoring;
using NormFace.Verification;
using Xunit;

namespace NormFace.Identification;

public class IdentificationEvaluationTests
{
    private static readonly IdentificationOptions Few = new()
    {
        Bootstrap = new SubjectBootstrapOptions { ReplicateCount = 20 },
    };

    [Theory]
    [InlineData(1, 2), InlineData(2, 3), InlineData(3, 5), InlineData(4, 12), InlineData(5, 1000)]
    public void Every_figure_is_that_of_loops_over_all_thresholds_under_ties(int seed, int levels)
    {
        var (scores, probes, gallery) = Draw(new Random(seed), levels);
        double[] rates = [0, 0.1, 0.25, 1.0 / 3, 0.5, 1];
        int[] ranks = [1, 2, 3, 50];
        var literal = new LiteralIdentification(scores, probes, gallery);

        var result = IdentificationEvaluation.Of(
            scores, probes, gallery, Few with { FalsePositiveRates = rates, Ranks = ranks });

        Assert.Equal(ranks.Select(literal.RankRate), result.RankRates.Select(rate => rate.Rate.Value));
        Assert.Equal(Enumerable.Range(1, result.GalleryIdentities).Select(literal.RankRate), result.CumulativeMatches);
        Assert.Equal(rates.Length * (ranks.Length + 2), result.OpenSet.Count);
        Assert.All(result.OpenSet, rate =>
            Assert.Equal(
                literal.OpenSet(rate.Definition, rate.WantedRate, rate.Rank),
                (rate.MeasuredRate, rate.TruePositiveRate.Value)));
        Assert.All(
            result.OpenSet,
            rate => Assert.InRange(rate.TruePositiveRate.Value, rate.TruePositiveRate.Low, rate.TruePositiveRate.High));
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Deciding_by_the_threshold_gives_the_rates_reported(int seed)
    {
        var (scores, probes, gallery) = Draw(new Random(seed), levels: 20);
        var enrolled = gallery.ToHashSet();
        var columns = gallery.Length;

        foreach (var rate in IdentificationEvaluation.Of(
                scores,
                probes,
                gallery,
                Few with { FalsePositiveRates = [0.1, 0.5], Definitions = [OpenSetDefinition.PerSearch] }).OpenSet)
        {
            var unknown = Enumerable.Range(0, probes.Length)
                .Where(probe => !enrolled.Contains(probes[probe]))
                .ToArray();
            var returned = unknown.Count(
                probe => scores.Skip(probe * columns).Take(columns).Any(score => score >= rate.Threshold));

            Assert.Equal(rate.MeasuredRate, (double)returned / unknown.Length);
        }
    }

    [Fact]
    public void A_small_case_can_be_followed_by_hand()
    {
        // Enrolled: 1, 2, 3. Two probes of 1, one of 2, and two people nobody knows.
        float[] scores =
        [
            0.9f, 0.2f, 0.1f,
            0.4f, 0.6f, 0.1f,
            0.3f, 0.5f, 0.5f,
            0.7f, 0.1f, 0.0f,
            0.2f, 0.45f, 0.1f,
        ];

        var result = IdentificationEvaluation.Of(
            scores, [1, 1, 2, 8, 9], [1, 2, 3], Few with { FalsePositiveRates = [0, 0.5], Ranks = [1, 2] });

        // the third probe ties with a stranger and comes second
        Assert.Equal([1.0 / 3, 1, 1], result.CumulativeMatches);
        Assert.Equal(
            [
                (OpenSetDefinition.PerSearch, 0, 1, 1.0 / 3), // above 0.7: 0.9
                (OpenSetDefinition.PerSearch, 0, 2, 1.0 / 3),
                (OpenSetDefinition.PerSearch, 0.5, 1, 1.0 / 3), // above 0.45: 0.9; 0.5 is second
                (OpenSetDefinition.PerSearch, 0.5, 2, 2.0 / 3),
                (OpenSetDefinition.PerCandidate, 0, 0, 1.0 / 3), // above 0.6
                // one candidate for three searches: 0.6; above 0.5: 0.9
                (OpenSetDefinition.PerCandidate, 0.5, 0, 1.0 / 3),
                (OpenSetDefinition.PerComparison, 0, 0, 1.0 / 3),
                (OpenSetDefinition.PerComparison, 0.5, 0, 1), // three of six: 0.6, 0.5, 0.3; above 0.2: all
            ],
            result.OpenSet.Select(rate => (rate.Definition, rate.WantedRate, rate.Rank, rate.TruePositiveRate.Value)));
    }

    [Theory]
    [InlineData(6), InlineData(7), InlineData(8)]
    public void Per_candidate_gives_the_recall_of_the_published_script_where_its_budget_is_no_whole_number(int seed)
    {
        var (scores, probes, gallery) = Draw(new Random(seed), levels: 30);
        var mated = probes.Count(gallery.Contains);
        double[] rates = [
            .. new[] { 0.11, 0.23, 0.37 }.Select(rate => Math.Floor(rate * mated) / mated + (0.5 / mated))];
        var literal = new LiteralIdentification(scores, probes, gallery);

        var result = IdentificationEvaluation.Of(
            scores,
            probes,
            gallery,
            Few with { FalsePositiveRates = rates, Definitions = [OpenSetDefinition.PerCandidate] });

        Assert.Equal(
            rates.Select(literal.PublishedPerCandidate), result.OpenSet.Select(rate => rate.TruePositiveRate.Value));
    }

    [Theory]
    [InlineData(1), InlineData(2)]
    public void A_monotone_transform_of_the_scores_changes_no_rate(int seed)
    {
        var (scores, probes, gallery) = Draw(new Random(seed), levels: 9);

        var plain = IdentificationEvaluation.Of(scores, probes, gallery, Few);
        var bent = IdentificationEvaluation.Of(
            scores.Select(score => (2 * score * score * score) - 7).ToArray(), probes, gallery, Few);

        Assert.Equal(plain.CumulativeMatches, bent.CumulativeMatches);
        Assert.Equal(plain.RankRates, bent.RankRates);
        Assert.Equal(
            plain.OpenSet.Select(rate => rate with { Threshold = 0 }),
            bent.OpenSet.Select(rate => rate with { Threshold = 0 }));
    }

    [Fact]
    public void The_order_of_probes_and_of_the_gallery_changes_nothing()
    {
        var random = new Random(4);
        var (scores, probes, gallery) = Draw(random, levels: 9);
        int[] rows = [.. Enumerable.Range(0, probes.Length)];
        int[] columns = [.. Enumerable.Range(0, gallery.Length)];
        random.Shuffle(rows);
        random.Shuffle(columns);

        var plain = IdentificationEvaluation.Of(scores, probes, gallery, Few);
        var shuffled = IdentificationEvaluation.Of(
            rows.SelectMany(row => columns.Select(column => scores[(row * gallery.Length) + column])).ToArray(),
            [.. rows.Select(row => probes[row])],
            [.. columns.Select(column => gallery[column])],
            Few);

        Assert.Equal(plain.CumulativeMatches, shuffled.CumulativeMatches);
        Assert.Equal(
            plain.OpenSet.Select(rate => (rate.MeasuredRate, rate.TruePositiveRate.Value)),
            shuffled.OpenSet.Select(rate => (rate.MeasuredRate, rate.TruePositiveRate.Value)));
    }

    [Theory]
    [InlineData("", "4 of 4 have no folder, such as '0.jpg'")]
    [InlineData("ann/", "all 4 rows of the trial show 'ann'")]
    public void Rows_that_all_show_one_person_or_nobody_are_refused(string identity, string expected)
    {
        var set = new FeatureSet(
            [1, 2, 3, 4, 5, 6, 7, 8], [.. Enumerable.Range(0, 4).Select(row => $"{identity}{row}.jpg")]).Normalize();

        Assert.Contains(
            expected,
            Assert.Throws<InvalidDataException>(
                () => IdentificationEvaluation.Of(set, IdentificationTrial.Of(set, [0, 1], [2, 3]), Few)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Embeddings_give_the_figures_of_their_cosines()
    {
        var random = new Random(5);
        var set = new FeatureSet(
            [.. Enumerable.Range(0, 120 * 6).Select(
                _ => (float)(random.NextDouble() - 0.5))],
                    [.. Enumerable.Range(0, 120).Select(row => $"p{row / 4}/{row}.jpg")]).Normalize();
        var trial = IdentificationTrial.Generate(set, new IdentificationGeneration { GalleryPictures = 2 });
        var scores = new float[trial.Probes.Count * trial.Gallery.Count];
        CosineScan.Between(set, [.. trial.Probes], [.. trial.Gallery])(
            () => (row, found) => found.CopyTo(scores.AsSpan(row * trial.Gallery.Count)));
        var literal = new LiteralIdentification(
            scores,
            [.. trial.Probes.Select(row => set.Labels[row])],
            [.. trial.Gallery.Select(row => set.Labels[row])]);

        var result = IdentificationEvaluation.Of(set, trial, Few with { FalsePositiveRates = [0.1, 0.3] });

        Assert.Equal(literal.RankRate(5), result.RankRates[1].Rate.Value);
        Assert.All(
            result.OpenSet,
            rate =>
                Assert.Equal(
                    literal.OpenSet(rate.Definition, rate.WantedRate, rate.Rank),
                    (rate.MeasuredRate, rate.TruePositiveRate.Value)));
        Assert.Equal((30, 15, 30), (result.GalleryRows, result.GalleryIdentities, result.MatedProbes));
    }

    [Fact]
    public void Without_strangers_the_definition_per_search_is_left_out()
    {
        var result = IdentificationEvaluation.Of(
            [0.9f, 0.1f, 0.2f, 0.8f], [1, 2], [1, 2], Few with { FalsePositiveRates = [0.5] });

        Assert.Null(result.Scores);
        Assert.Equal(
            [OpenSetDefinition.PerCandidate, OpenSetDefinition.PerComparison],
            result.OpenSet.Select(rate => rate.Definition));
    }

    [Fact]
    public void A_gallery_of_one_identity_finds_everyone_at_rank_1()
    {
        var result = IdentificationEvaluation.Of([0.9f, 0.1f], [1, 2], [1], Few with { FalsePositiveRates = [0, 1] });

        Assert.Equal([1.0], result.CumulativeMatches);
        Assert.Equal([1.0, 1, 1, 1, 1, 1], result.OpenSet.Select(rate => rate.TruePositiveRate.Value));
    }

    [Fact]
    public void A_rate_finer_than_the_searches_can_show_is_refused_with_the_finest_they_can()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => IdentificationEvaluation.Of(
            [0.9f, 0.1f, 0.2f, 0.8f, 0.5f, 0.5f], [1, 8, 9], [1, 2], Few with { FalsePositiveRates = [0.4] }));

        Assert.Contains(
            "at least 0.5, which 2 non-mated searches can show, but was 0.4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Usual_rates_are_those_that_can_be_shown()
    {
        var (scores, probes, gallery) = Draw(new Random(9), levels: 50);

        var result = IdentificationEvaluation.Of(scores, probes, gallery, Few);

        Assert.Equal(
            [0.1],
            result.OpenSet.Where(rate => rate.Definition == OpenSetDefinition.PerSearch)
                .Select(rate => rate.WantedRate)
                .Distinct());
        Assert.Equal(
            [0.01, 0.1],
            result.OpenSet.Where(rate => rate.Definition == OpenSetDefinition.PerComparison)
                .Select(rate => rate.WantedRate));
    }

    [Fact]
    public void Probes_none_of_whom_is_enrolled_are_refused()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => IdentificationEvaluation.Of([0.5f, 0.5f], [7], [1, 2], Few));

        Assert.Contains("none of 1 is of the 2 identities", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_that_is_no_number_is_named()
    {
        var error = Assert.Throws<ArgumentException>(
            () => IdentificationEvaluation.Of([0.5f, 0.5f, 0.5f, float.NaN], [1, 2], [1, 2], Few));

        Assert.Contains("probe 1 with gallery row 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0), InlineData(-1)]
    public void A_rank_below_1_is_refused(int rank) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => IdentificationEvaluation.Of([0.5f], [1], [1], Few with { Ranks = [rank] }));

    [Fact]
    public void Intervals_cover_the_truth_where_some_people_are_harder_than_others()
    {
        const int simulations = 400;
        const int people = 60;
        const int probesEach = 6;
        var covered = 0;
        for (var simulation = 0; simulation < simulations; simulation++)
        {
            var random = new Random(simulation);
            int[] probes = [.. Enumerable.Range(0, people * probesEach).Select(probe => probe / probesEach)];
            var scores = new float[probes.Length * 2 * people];
            for (var person = 0; person < people; person++)
            {
                var chance = random.NextDouble() < 0.3 ? 0.2 : 0.9; // truth: 0.3 * 0.2 + 0.7 * 0.9
                for (var probe = person * probesEach; probe < (person + 1) * probesEach; probe++)
                {
                    scores[(probe * 2 * people) + (random.NextDouble() < chance ? person : people + person)] = 1;
                }
            }

            var interval = IdentificationEvaluation.Of(
                scores,
                probes,
                [.. Enumerable.Range(0, 2 * people)],
                new IdentificationOptions
                {
                    Ranks = [1],
                    Definitions = [],
                    Bootstrap = new SubjectBootstrapOptions { ReplicateCount = 200 },
                }).RankRates[0].Rate;
            covered += interval.Low <= 0.69 && interval.High >= 0.69 ? 1 : 0;
        }

        Assert.InRange((double)covered / simulations, 0.925, 0.98); // 0.95 within 2.3 standard errors of 400 draws
    }

    private static (float[] Scores, int[] Probes, int[] Gallery) Draw(Random random, int levels)
    {
        // some enrolled twice or more, unordered
        int[] gallery = [.. Enumerable.Range(0, 24).Select(_ => random.Next(12))];
        int[] probes = [.. Enumerable.Range(0, 61).Select(_ => random.Next(20))];
        float[] scores = [.. Enumerable.Range(0, probes.Length * gallery.Length).Select(index =>
        {
            var raw = random.NextDouble()
                + (probes[index / gallery.Length] == gallery[index % gallery.Length] ? 0.3 : 0);
            return (float)Math.Floor(raw * levels) / levels;
        })];
        return (scores, probes, gallery);
    }
}
