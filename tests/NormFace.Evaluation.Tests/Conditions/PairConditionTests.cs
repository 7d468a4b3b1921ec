using Xunit;

namespace NormFace.Conditions;

public class PairConditionTests
{
    public static TheoryData<string, int> Draws()
    {
        TheoryData<string, int> draws = [];
        foreach (var rule in Enum.GetNames<PairRule>())
        {
            for (var seed = 0; seed < 8; seed++)
            {
                draws.Add(rule, seed);
            }
        }

        return draws;
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void A_pair_lies_in_the_bin_of_its_value(string name, int seed)
    {
        var (condition, values, edges) = Draw(Enum.Parse<PairRule>(name), seed);

        for (var first = 0; first < values.Length; first++)
        {
            for (var second = 0; second < values.Length; second++)
            {
                var expected = Value(condition.Rule, values[first], values[second]) is { } value
                    ? condition.Rule == PairRule.Group
                        ? double.IsNegative(value) ? condition.Unknown - 1 : (int)value
                        : edges.Count(edge => value >= edge)
                    : condition.Unknown;
                Assert.Equal(expected, condition.BinOf(first, second));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void All_pairs_by_weight_are_those_counted_one_by_one(string name, int seed)
    {
        var (condition, values, _) = Draw(Enum.Parse<PairRule>(name), seed);
        var random = new Random(seed);
        int[] weights = [.. values.Select(_ => random.Next(4))];
        var expected = new long[condition.BinCount];
        for (var first = 0; first < values.Length; first++)
        {
            for (var second = first + 1; second < values.Length; second++)
            {
                expected[condition.BinOf(first, second)] += weights[first] * weights[second];
            }
        }

        var counts = new long[condition.BinCount];
        condition.CountPairs(weights, counts);

        Assert.Equal(expected, counts);
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void The_pairs_of_a_picture_are_those_counted_one_by_one(string name, int seed)
    {
        var (condition, values, _) = Draw(Enum.Parse<PairRule>(name), seed);
        for (var picture = 0; picture < values.Length; picture++)
        {
            var (expected, counts) = (new long[condition.BinCount], new long[condition.BinCount]);
            foreach (var other in Enumerable.Range(0, values.Length).Where(other => other != picture))
            {
                expected[condition.BinOf(picture, other)]++;
            }

            condition.CountOthers(picture, counts);

            Assert.Equal(expected, counts);
        }
    }

    // Values with ties, some not known; every second set has values that differences round.
    private static (PairCondition Condition, double[] Values, double[] Edges) Draw(PairRule rule, int seed)
    {
        var random = new Random(100 + seed);
        double[] values = [.. Enumerable.Range(0, 40).Select(_ => random.Next(6) == 0 ? double.NaN
            : rule == PairRule.Group ? random.Next(3)
            : (random.Next(9) - 4) * (seed % 2 == 0 ? 1 : 0.1))];
        double[] edges = seed % 2 == 0 ? [1, 2, 4] : [0.1, 0.2, 0.30000000000000004];
        PairCondition condition = rule switch
        {
            PairRule.Group => new GroupCondition(
                "x",
                [.. values.Select(value => double.IsNaN(value) ? null : $"g{value}")],
                ["g0", "g1", "g2"]),
            PairRule.Difference => new DifferenceCondition("x", values, edges),
            _ => new LevelCondition("x", rule, values, edges),
        };
        return (condition, values, edges);
    }

    // Null if not known; −1 for two groups.
    private static double? Value(PairRule rule, double first, double second) =>
        double.IsNaN(first) || double.IsNaN(second) ? null : rule switch
        {
            PairRule.Smaller => first < second ? first : second,
            PairRule.Larger => first > second ? first : second,
            PairRule.Magnitude => Math.Abs(first) > Math.Abs(second) ? Math.Abs(first) : Math.Abs(second),
            PairRule.Difference => Math.Abs(first - second),
            _ => first == second ? first : -1,
        };
}
