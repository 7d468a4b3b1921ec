using System.Text.Json.Nodes;
using NormFace.AllPairs;
using NormFace.Embeddings;
using NormFace.PairLists;
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
        var set = DrawnConditions.Draw(seed, count, identities, distinct);
        var table = DrawnConditions.Table(set.Names, seed);
        var pairs = Literal(set);
        var threshold = pairs[pairs.Count / 3].Score; // a score itself, with its ties

        var errors = ErrorsByCondition.Of(set, table, threshold, Loose, cancel: Cancel);

        AssertCounts(errors, pairs, table, set.Names, threshold);
    }

    [Fact]
    public void Listed_pairs_are_counted_one_by_one_and_all_listed_pairs_have_the_figures_of_all_pairs()
    {
        var set = DrawnConditions.Draw(7, 80, 20, 0);
        var table = DrawnConditions.Table(set.Names, 7);
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
        var set = DrawnConditions.Draw(9, 200, 50, 0);
        var table = DrawnConditions.Table(set.Names, 9);
        var turned = DrawnConditions.Table([.. set.Names.Reverse()], 9, set.Names);

        var (one, other) = (
            ErrorsByCondition.Of(set, table, 0.4, Loose, cancel: Cancel).ToJson(),
            ErrorsByCondition.Of(set, turned, 0.4, Loose, cancel: Cancel).ToJson());

        Assert.True(JsonNode.DeepEquals(one, other));
    }

    [Fact]
    public void The_interval_of_all_pairs_is_about_that_of_the_other_bootstrap()
    {
        var set = DrawnConditions.Draw(11, 400, 100, 0);
        var pairs = Literal(set);
        (int, int)[] identities = [.. pairs.Select(pair => (set.Labels[pair.First], set.Labels[pair.Second]))];
        bool[] isGenuine = [.. identities.Select(pair => pair.Item1 == pair.Item2)];
        bool[] accepted = [.. pairs.Select(pair => pair.Score >= 0.4)];
        double Far(ReadOnlySpan<int> weights) => Share(weights, accepted, isGenuine, wanted: false);
        double Frr(ReadOnlySpan<int> weights) => 1 - Share(weights, accepted, isGenuine, wanted: true);

        var known = SubjectBootstrap.WeightedIntervals(identities, [Frr, Far]);
        var errors = ErrorsByCondition.Of(set, DrawnConditions.Table(set.Names, 1), 0.4, cancel: Cancel);

        foreach (var (expected, found) in new[] { (known[0], errors.Genuine), (known[1], errors.Impostor) })
        {
            Assert.Equal(expected.Value, found.Rate!.Value.Value, 1e-12);
            Assert.InRange((found.Rate.Value.High - found.Rate.Value.Low) / (expected.High - expected.Low), 0.85, 1.15);
        }
    }

    [Fact]
    public void Shares_of_the_bins_add_up_to_one()
    {
        var set = DrawnConditions.Draw(13, 200, 40, 0);

        var errors = ErrorsByCondition.Of(set, DrawnConditions.Table(set.Names, 13), 0.5, Loose, cancel: Cancel);

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
    public void It_can_be_cancelled()
    {
        var set = DrawnConditions.Draw(15, 100, 20, 0);

        Assert.ThrowsAny<OperationCanceledException>(() => ErrorsByCondition.Of(
            set, DrawnConditions.Table(set.Names, 1), 0.4, Loose, new CancellationToken(canceled: true)));
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
