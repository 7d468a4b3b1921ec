using Xunit;

namespace NormFace.Conditions;

public class ConditionEdgesTests
{
    [Fact]
    public void Bins_of_different_values_hold_equally_many()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(index => (index * 7919 % 1000) / 1000.0)];

        var edges = ConditionEdges.Of(values, 4);

        Assert.Equal([0.25, 0.5, 0.75], edges);
        Assert.All(
            values.CountBy(value => ConditionEdges.BinOf(value, edges)), bin => Assert.Equal(250, bin.Value));
    }

    [Fact]
    public void Few_different_values_have_a_bin_each() =>
        Assert.Equal([2, 5], ConditionEdges.Of([5, 2, 1, 1, 1, 1, 1, 1, 1, 2], 4));

    [Fact]
    public void Equal_values_are_never_parted_and_no_bin_is_empty()
    {
        var random = new Random(1);
        for (var draw = 0; draw < 300; draw++)
        {
            double[] values = [.. Enumerable.Range(0, 1 + random.Next(60))
                .Select(_ => Math.Pow(random.Next(1 + random.Next(20)), 3))];
            var edges = ConditionEdges.Of([.. values], 2 + random.Next(5));

            Assert.Equal(edges, edges.Distinct().Order());
            var rounded = values.Distinct().Count() > edges.Length + 1;
            if (!rounded)
            {
                Assert.Equal(
                    edges.Length + 1, values.Select(value => ConditionEdges.BinOf(value, edges)).Distinct().Count());
            }
        }
    }

    [Fact]
    public void Edges_are_what_is_printed()
    {
        var random = new Random(2);
        double[] values = [.. Enumerable.Range(0, 500).Select(_ => 0.01 + (0.3 * random.NextDouble()))];

        Assert.All(ConditionEdges.Of(values, 5), edge => Assert.Equal(Math.Round(edge, 3), edge));
    }

    [Fact]
    public void Of_one_value_or_none_there_is_no_edge()
    {
        Assert.Empty(ConditionEdges.Of([], 4));
        Assert.Empty(ConditionEdges.Of([3, 3, 3], 4));
    }

    [Fact]
    public void Whole_numbers_have_whole_labels()
    {
        Assert.Equal(
            ["up to 1", "2", "3 to 6", "7 and above"],
            ConditionRange.Between([2, 3, 7], [1, 2, 9, double.NaN]).Select(range => range.Label));
        Assert.Equal(
            ["below 2", "2 to 3", "3 and above"],
            ConditionRange.Between([2, 3], [1, 2.5, 9]).Select(range => range.Label));
    }
}
