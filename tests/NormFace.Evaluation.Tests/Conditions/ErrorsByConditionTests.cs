using System.Globalization;
using System.Text.Json.Nodes;
using NormFace.AllPairs;
using NormFace.Embeddings;
using NormFace.PairLists;
using NormFace.Reports;
using NormFace.Verification;
using Xunit;

namespace NormFace.Conditions;

public class ErrorsByConditionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly ErrorsByConditionOptions Loose = new()
    {
        LeastPairs = 1,
        LeastPeople = 2,
        Bootstrap = new SubjectBootstrapOptions { ReplicateCount = 20 },
    };

    [Theory]
    [InlineData(1, 90, 12, 0)]
    [InlineData(2, 120, 40, 5)] // many equal scores
    [InlineData(3, 60, 2, 0)]
    [InlineData(4, 150, 60, 9)]
    public void Every_count_is_that_of_all_pairs_one_by_one(int seed, int count, int identities, int distinct)
    {
        var set = Draw(seed, count, identities, distinct);
        var table = Table(set.Names, seed);
        var pairs = Literal(set);
        var threshold = pairs[pairs.Count / 3].Score; // a score itself, with its ties

        var errors = ErrorsByCondition.Of(set, table, threshold, Loose, cancel: Cancel);

        AssertCounts(errors, pairs, table, set.Names, threshold);
    }

    [Fact]
    public void Listed_pairs_are_counted_one_by_one_and_all_listed_pairs_have_the_figures_of_all_pairs()
    {
        var set = Draw(7, 80, 20, 0);
        var table = Table(set.Names, 7);
        var pairs = Literal(set);
        var threshold = 0.5;
        var list = new PairList(
            "list",
            [.. pairs.Select((pair, line) => new ListedPair(
                set.Names[pair.First],
                set.Names[pair.Second],
                set.Labels[pair.First] == set.Labels[pair.Second],
                0,
                line))]);

        var listed = ErrorsByCondition.Of(
            new ScoredPairs(list, [.. pairs.Select(pair => (double)pair.Score)]), table, threshold, Loose);
        var all = ErrorsByCondition.Of(set, table, threshold, Loose, cancel: Cancel);

        AssertCounts(listed, pairs, table, set.Names, threshold);
        Assert.Equal(all.Conditions.Select(Shape), listed.Conditions.Select(Shape));
        Assert.Equal(all.PeopleLost, listed.PeopleLost);
        Assert.Equal(all.PeopleAccepted, listed.PeopleAccepted);
        Assert.Equal(
            all.WorstGenuine.Select(pair => pair.Score), listed.WorstGenuine.Select(pair => pair.Score));

        static string Shape(ConditionErrors condition) => condition.Name + string.Join(
            ';',
            condition.Bins.Select(bin =>
                $"{bin.Label} {bin.Genuine.PairCount} {bin.Genuine.PersonCount} {bin.Genuine.ErrorCount} "
                    + $"{bin.Impostor.PairCount} {bin.Impostor.PersonCount} {bin.Impostor.ErrorCount}"));
    }

    [Fact]
    public void Nothing_depends_on_the_order_of_the_table()
    {
        var set = Draw(9, 200, 50, 0);
        var table = Table(set.Names, 9);
        var turned = Table([.. set.Names.Reverse()], 9, set.Names);

        var (one, other) = (
            ErrorsByCondition.Of(set, table, 0.4, Loose, cancel: Cancel).ToJson(),
            ErrorsByCondition.Of(set, turned, 0.4, Loose, cancel: Cancel).ToJson());

        Assert.True(JsonNode.DeepEquals(one, other));
    }

    [Fact]
    public void The_interval_of_all_pairs_is_about_that_of_the_other_bootstrap()
    {
        var set = Draw(11, 400, 100, 0);
        var pairs = Literal(set);
        (int, int)[] identities = [.. pairs.Select(pair => (set.Labels[pair.First], set.Labels[pair.Second]))];
        bool[] isGenuine = [.. identities.Select(pair => pair.Item1 == pair.Item2)];
        bool[] accepted = [.. pairs.Select(pair => pair.Score >= 0.4)];
        double Far(ReadOnlySpan<int> weights) => Share(weights, accepted, isGenuine, wanted: false);
        double Frr(ReadOnlySpan<int> weights) => 1 - Share(weights, accepted, isGenuine, wanted: true);

        var known = SubjectBootstrap.WeightedIntervals(identities, [Frr, Far]);
        var errors = ErrorsByCondition.Of(set, Table(set.Names, 1), 0.4, cancel: Cancel);

        foreach (var (expected, found) in new[] { (known[0], errors.Genuine), (known[1], errors.Impostor) })
        {
            Assert.Equal(expected.Value, found.Rate!.Value.Value, 1e-12);
            Assert.InRange((found.Rate.Value.High - found.Rate.Value.Low) / (expected.High - expected.Low), 0.85, 1.15);
        }
    }

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
                Read(rows),
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
        var table = Read(
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
    public void Shares_of_the_bins_add_up_to_one()
    {
        var set = Draw(13, 200, 40, 0);

        var errors = ErrorsByCondition.Of(set, Table(set.Names, 13), 0.5, Loose, cancel: Cancel);

        Assert.All(errors.Conditions, condition => Assert.Equal(
            [1, 1, 1, 1],
            new[]
            {
                condition.Bins.Sum(bin => bin.Genuine.ShareOfPairs),
                condition.Bins.Sum(bin => bin.Genuine.ShareOfErrors),
                condition.Bins.Sum(bin => bin.Impostor.ShareOfPairs),
                condition.Bins.Sum(bin => bin.Impostor.ShareOfErrors),
            }.Select(sum => Math.Round(sum, 9))));
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
        var table = Read(
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

    [Fact]
    public void It_can_be_cancelled()
    {
        var set = Draw(15, 100, 20, 0);

        Assert.ThrowsAny<OperationCanceledException>(() => ErrorsByCondition.Of(
            set, Table(set.Names, 1), 0.4, Loose, new CancellationToken(canceled: true)));
    }

    private static void AssertCounts(
        ErrorsByCondition errors,
        List<RowPair> pairs,
        ConditionTable table,
        IReadOnlyList<string> names,
        double threshold)
    {
        var (columns, _, _) = table.Over(names);
        string Person(int row) => names[row].Split('/')[0];
        bool IsGenuine(RowPair pair) => Person(pair.First) == Person(pair.Second);
        bool IsError(RowPair pair) => pair.Score >= threshold != IsGenuine(pair);
        Assert.Equal(7, errors.Conditions.Count);
        foreach (var condition in errors.Conditions)
        {
            var column = columns.Single(column => column.Name == condition.Column);
            foreach (var isGenuine in new[] { true, false })
            {
                var bins = pairs.Where(pair => IsGenuine(pair) == isGenuine)
                    .ToLookup(pair => Label(condition, column, pair));
                Assert.All(condition.Bins, bin =>
                {
                    var found = isGenuine ? bin.Genuine : bin.Impostor;
                    var expected = bins[bin.Label].ToArray();
                    Assert.Equal(expected.Length, found.PairCount);
                    Assert.Equal(expected.Count(IsError), found.ErrorCount);
                    Assert.Equal(
                        expected.SelectMany(pair => new[] { Person(pair.First), Person(pair.Second) })
                            .Distinct()
                            .Count(),
                        found.PersonCount);
                });
                Assert.Equal(
                    bins.Sum(bin => bin.Count()),
                    condition.Bins.Sum(bin => (isGenuine ? bin.Genuine : bin.Impostor).PairCount));
            }
        }

        var lost = pairs.Where(pair => IsGenuine(pair) && IsError(pair)).ToArray();
        Assert.Equal(lost.Length, errors.Genuine.ErrorCount);
        Assert.Equal(
            lost.Select(pair => (double)pair.Score).Order().Take(50), errors.WorstGenuine.Select(pair => pair.Score));
        Assert.Equal(
            pairs.Where(pair => !IsGenuine(pair) && IsError(pair)).Select(pair => (double)pair.Score)
                .OrderDescending()
                .Take(50),
            errors.WorstImpostor.Select(pair => pair.Score));
        Assert.All(errors.PeopleLost, person => Assert.Equal(
            lost.Count(pair => Person(pair.First) == person.Identity), person.LostCount));
    }

    // The bin that the report's own edges give, from the values of the table.
    private static string Label(ConditionErrors condition, ConditionColumn column, RowPair pair)
    {
        if (!column.IsKnown(pair.First) || !column.IsKnown(pair.Second))
        {
            return "not known";
        }

        if (column.IsGroups)
        {
            var (one, other) = (column.Groups[pair.First]!, column.Groups[pair.Second]!);
            return one == other ? one : "two groups";
        }

        var (first, second) = (column.Numbers[pair.First], column.Numbers[pair.Second]);
        var value = condition.Rule switch
        {
            "smaller" => Math.Min(first, second),
            "larger" => Math.Max(first, second),
            "magnitude" => Math.Max(Math.Abs(first), Math.Abs(second)),
            _ => Math.Abs(first - second),
        };
        return condition.Bins.Single(bin => bin.IsKnown && value >= bin.Low && value < bin.High).Label;
    }

    private static List<RowPair> Literal(EmbeddingSet set)
    {
        var rows = Enumerable.Range(0, set.Count).Select(row =>
        {
            var unit = new float[set.Size];
            set.CopyRow(row, unit);
            return unit;
        }).ToArray();
        List<RowPair> pairs = [];
        for (var first = 0; first < set.Count; first++)
        {
            for (var second = first + 1; second < set.Count; second++)
            {
                pairs.Add(new RowPair(first, second, LiteralAllPairs.Score(rows[first], rows[second])));
            }
        }

        return pairs;
    }

    private static EmbeddingSet Draw(int seed, int count, int identities, int distinct) =>
        LiteralAllPairs.Draw(seed, count, 6, identities, distinct: distinct > 0 ? distinct : null).Normalize();

    // Ties, missing values and a group, by the name of the picture.
    private static ConditionTable Table(IReadOnlyList<string> names, int seed, IReadOnlyList<string>? order = null)
    {
        var random = new Random(seed);
        var values = (order ?? names).ToDictionary(
            name => name,
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{(random.Next(5) == 0 ? "" : random.NextDouble())},{random.Next(3)},{random.Next(-30, 30)},"
                    + $"{random.Next(4) * 0.1},{(random.Next(9) == 0 ? "" : "abc"[random.Next(3)])}"));
        return Read(["name,sharpness,blur,yaw,light,camera", .. names.Select(name => $"{name},{values[name]}")]);
    }

    private static ConditionTable Read(IReadOnlyList<string> lines)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["table.csv"], lines);
        return ConditionTable.Read(folder["table.csv"]);
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

        return (new ScoredPairs(new PairList("list", pairs), scores), Read(rows));
    }

    private static double Share(ReadOnlySpan<int> weights, bool[] accepted, bool[] isGenuine, bool wanted)
    {
        long all = 0, held = 0;
        for (var pair = 0; pair < weights.Length; pair++)
        {
            if (isGenuine[pair] == wanted)
            {
                (all, held) = (all + weights[pair], held + (accepted[pair] ? weights[pair] : 0));
            }
        }

        return (double)held / all;
    }
}
