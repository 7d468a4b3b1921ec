using NormFace.PairLists;
using NormFace.Reports;
using NormFace.Verification;
using Xunit;

namespace NormFace.Conditions;

public class ConditionRateTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void An_interval_holds_the_truth_about_as_often_as_it_says()
    {
        // Pictures of two cameras; a genuine pair of the bad one is lost by chance 0.3, which differs between people.
        var held = 0;
        const int Trials = 120;
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new Random(500 + trial);
            List<ListedPair> pairs = [];
            List<double> scores = [];
            List<string> rows = ["name,camera"];
            for (var person = 0; person < 60; person++)
            {
                var chance = random.Next(2) == 0 ? 0.1 : 0.5; // on average 0.3, and alike within a person
                for (var pair = 0; pair < 4; pair++)
                {
                    var (first, second) = ($"p{person}/{2 * pair}.jpg", $"p{person}/{(2 * pair) + 1}.jpg");
                    var camera = pair < 3 ? "bad" : "good";
                    rows.AddRange($"{first},{camera}", $"{second},{camera}");
                    pairs.Add(new ListedPair(first, second, true, 0, 0));
                    scores.Add(camera == "bad" && random.NextDouble() < chance ? 0 : 1);
                    pairs.Add(new ListedPair(first, $"p{(person + 1) % 60}/{2 * pair}.jpg", false, 0, 0));
                    scores.Add(0);
                }
            }

            var errors = ErrorsByCondition.Of(
                new ScoredPairs(new PairList("list", pairs), scores),
                DrawnConditions.Read(rows),
                0.5,
                new ErrorsByConditionOptions { Bootstrap = new SubjectBootstrapOptions { ReplicateCount = 300 } });
            var rate = errors.Conditions[0].Bins[0].Genuine.Rate!.Value;
            var difference = errors.Conditions[0].Bins[0].Genuine.Difference!.Value;
            held += new[] { rate, difference }.Count(interval => interval.Low <= 0.3 && interval.High >= 0.3);
        }

        Assert.InRange((double)held / (2 * Trials), 0.90, 0.995);
    }

    [Fact]
    public void A_bin_of_few_pairs_or_people_has_no_rate_and_says_so()
    {
        var (scored, table) = Cameras(small: 3);

        var errors = ErrorsByCondition.Of(scored, table, 0.5);

        var bins = errors.Conditions.Single().Bins;
        Assert.Equal(["big", "small", "two groups"], bins.Select(bin => bin.Label));
        Assert.Equal((3, 3), (bins[1].Genuine.PairCount, bins[1].Genuine.PersonCount));
        Assert.True(bins[1].Genuine is { IsTooSmall: true, Rate: null, Difference: null });
        Assert.False(bins[0].Genuine.IsTooSmall);
        Assert.Null(bins[0].Genuine.Difference); // the rest is too small
        Assert.Contains("too few", new ReportPage("x").Add(errors).ToHtml(), StringComparison.Ordinal);
        Assert.True((bool)errors.ToJson()["conditions"]![0]!["bins"]![1]!["genuine"]!["isTooSmall"]!);
    }

    [Fact]
    public void A_bin_without_errors_has_the_exact_upper_end_for_its_people()
    {
        var (scored, table) = Cameras(small: 60);

        var errors = ErrorsByCondition.Of(scored, table, -1); // accepts everything

        var rate = errors.Genuine.Rate!.Value;
        Assert.Equal((0, 0), (rate.Value, rate.Low));
        Assert.Equal(1 - Math.Pow(0.025, 1.0 / 160), rate.High, 1e-12); // 160 people, none of whom was lost
        Assert.Equal((1, 1), (errors.Impostor.Rate!.Value.Value, errors.Impostor.Rate.Value.High));
        Assert.Equal(Math.Pow(0.025, 1.0 / 80), errors.Impostor.Rate.Value.Low, 1e-12);
        Assert.True(errors.Genuine.AreFew);
    }

    [Fact]
    public void Columns_that_tell_nothing_are_left_out_with_the_reason()
    {
        var (scored, _) = Cameras(small: 60);
        string[] names = [.. scored.List.Pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct()];
        var table = DrawnConditions.Read(
        [
            "name,one,same,file,size",
            .. names.Select((name, index) => $"{name},a,7,{index}.txt,{index % 5}"),
        ]);

        var errors = ErrorsByCondition.Of(scored, table, 0.5);

        Assert.Equal(["size"], errors.Conditions.Select(condition => condition.Column));
        Assert.Equal(
            [
                "Left out: one: all pictures are of one group.",
                "Left out: same: all pictures have the same value.",
                $"Left out: file: {names.Length} different texts are more than 20 groups.",
            ],
            errors.Notes);
    }

    [Fact]
    public void A_bin_that_loses_more_is_notable_and_its_difference_is_to_the_other_bins()
    {
        var (scored, table) = Cameras(small: 60);

        var errors = ErrorsByCondition.Of(scored, table, 0.5);

        var notable = errors.Notable.Single(entry => entry.IsGenuine);
        Assert.Equal("small", notable.Bin.Label);
        Assert.Equal(0.5 - 0.1, notable.Errors.Difference!.Value.Value, 1e-12); // every second against every tenth
        Assert.Equal(30.0 / 40, notable.Errors.ShareOfErrors, 1e-12);
    }

    [Fact]
    public void Labels_of_a_table_cannot_become_markup_or_formulas()
    {
        const string Hostile = "=<script>alert(1)</script>&";
        var (scored, _) = Cameras(small: 60);
        string[] names = [.. scored.List.Pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct()];
        var table = DrawnConditions.Read(
            [$"name,\"<b>{Hostile}\"", .. names.Select((name, index) => $"{name},\"'{Hostile}{index % 2}\"")]);

        var errors = ErrorsByCondition.Of(scored, table, 0.5);
        var html = new ReportPage("x").Add(errors).ToHtml();
        using var folder = new TemporaryFolder();
        errors.WriteTables(folder.Path);

        StrictReader.Read(html);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains(",'=<script>", File.ReadAllText(folder["errors-by-condition.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_threshold_that_accepts_nothing_is_refused()
    {
        var (scored, table) = Cameras(small: 60);

        Assert.Throws<ArgumentException>(() => ErrorsByCondition.Of(scored, table, double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => ErrorsByCondition.Of(scored, table, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ErrorsByCondition.Of(scored, table, 0, new ErrorsByConditionOptions { Bins = 1 }));
    }

    // A genuine pair of each of 100 people by one camera, every tenth lost; of further people by another, every second.
    private static (ScoredPairs Scored, ConditionTable Table) Cameras(int small)
    {
        List<ListedPair> pairs = [];
        List<double> scores = [];
        List<string> rows = ["name,camera"];
        for (var person = 0; person < 100 + small; person++)
        {
            var isBig = person < 100;
            var (first, second) = ($"p{person}/1.jpg", $"p{person}/2.jpg");
            rows.AddRange($"{first},{(isBig ? "big" : "small")}", $"{second},{(isBig ? "big" : "small")}");
            pairs.Add(new ListedPair(first, second, true, 0, person));
            scores.Add(person % (isBig ? 10 : 2) == 0 ? 0 : 1);
            pairs.Add(new ListedPair(first, $"p{(person + 1) % (100 + small)}/2.jpg", false, 0, person));
            scores.Add(0);
        }

        return (new ScoredPairs(new PairList("list", pairs), scores), DrawnConditions.Read(rows));
    }
}
