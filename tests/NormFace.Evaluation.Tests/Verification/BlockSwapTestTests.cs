using Xunit;

namespace NormFace.Verification;

public class BlockSwapTestTests
{
    [Fact]
    public void It_counts_every_way_to_swap_blocks()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var blocks = random.Next(1, 9);
            List<(int First, int Second)> identities = [];
            List<int> blockOf = [];
            for (var pair = 0; pair < 40; pair++)
            {
                var block = random.Next(blocks); // people 10·block to 10·block + 2, all linked through the first
                identities.Add((10 * block, (10 * block) + random.Next(3)));
                blockOf.Add(block);
            }

            bool[] first = [.. identities.Select(_ => random.Next(3) > 0)];
            bool[] second = [.. identities.Select(_ => random.Next(2) > 0)];

            var test = BlockSwapTest.Of(identities, first, second);

            Assert.Equal(Literal(blockOf, blocks, first, second), test.PValue, 1e-14);
            Assert.Equal(blockOf.Distinct().Count(), test.BlockCount);
            Assert.Equal(test, BlockSwapTest.Of(identities, second, first));
        }
    }

    [Fact]
    public void People_linked_through_others_form_one_block()
    {
        var test = BlockSwapTest.Of(
            [(1, 2), (3, 4), (5, 5), (4, 1)], [true, true, true, true], [false, false, false, false]);

        Assert.Equal((2, 2, 1.0 / 2), (test.BlockCount, test.UnevenBlockCount, test.PValue));
    }

    [Fact]
    public void Among_strangers_it_is_the_test_of_McNemar()
    {
        var identities = Enumerable.Range(0, 60).Select(pair => (2 * pair, (2 * pair) + (pair % 2))).ToArray();
        bool[] first = [.. Enumerable.Range(0, 60).Select(pair => pair % 3 != 0)];
        bool[] second = [.. Enumerable.Range(0, 60).Select(pair => pair % 4 == 0)];
        var onlyFirst = first.Zip(second).Count(pair => pair.First && !pair.Second);
        var onlySecond = first.Zip(second).Count(pair => !pair.First && pair.Second);

        Assert.Equal(
            McNemarTest.PValue(onlyFirst, onlySecond), BlockSwapTest.Of(identities, first, second).PValue, 1e-12);
    }

    [Fact]
    public void Models_that_never_differ_give_one() => Assert.Equal(
        new BlockSwapTest(1, 2, 0), BlockSwapTest.Of([(1, 1), (2, 3)], [true, false], [true, false]));

    private static double Literal(List<int> blockOf, int blocks, bool[] first, bool[] second)
    {
        int Difference(int swaps) => Enumerable.Range(0, blockOf.Count).Sum(pair =>
            (((swaps >> blockOf[pair]) & 1) == 0 ? 1 : -1) * ((first[pair] ? 1 : 0) - (second[pair] ? 1 : 0)));
        var ways = Enumerable.Range(0, 1 << blocks).ToArray();
        return (double)ways.Count(way => Math.Abs(Difference(way)) >= Math.Abs(Difference(0))) / ways.Length;
    }
}
