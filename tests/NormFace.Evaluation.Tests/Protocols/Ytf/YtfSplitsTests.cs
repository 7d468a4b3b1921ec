using NormFace.TestKit;
using Xunit;

namespace NormFace.Protocols.Ytf;

public sealed class YtfSplitsTests : IDisposable
{
    private const string Four = "1, 1, A/0, A/1, 1\n1, 2, A/0, B/0, 0\n2, 1, C/0, C/1, 1\n2, 2, C/0, D/0, 0\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_list_of_the_data_set_has_ten_splits_of_250_pairs_of_each_kind()
    {
        var path = SharedData.Find("data/protocols/ytf-splits.txt");
        Assert.SkipWhen(path is null, "../shared/data is absent");

        var splits = YtfSplits.Read(path);

        Assert.Equal(Enumerable.Range(1, 10), splits.Splits.Select(split => split.Number));
        Assert.All(
            splits.Splits,
            split => Assert.Equal((250, 500), (split.Pairs.Count(pair => pair.IsSame), split.Pairs.Count)));
        Assert.Equal(new YtfPair(1, 1, "Sadie_Frost/1", "Sadie_Frost/5", true), splits.Pairs[0]);
        // counted with Python
        Assert.Equal(3226, splits.Pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct().Count());
    }

    [Fact]
    public void Splits_come_by_number_with_their_pairs_in_the_order_of_the_file()
    {
        var splits = YtfSplits.Read(Write("7,5,C/0,C/1,1\n  3 , 2 , A/0 , B/0 , 0 \n\n7,1,C/0,D/0,0\n3,1,A/0,A/1,1\n"));

        Assert.Equal([3, 7], splits.Splits.Select(split => split.Number));
        Assert.Equal([(3, 2), (3, 1), (7, 5), (7, 1)], splits.Pairs.Select(pair => (pair.Split, pair.Number)));
    }

    [Theory]
    [InlineData("split number, pair number, first name, second name, is same\n")]
    [InlineData("split,pair,video1,video2,same\n")]
    public void A_first_line_of_headings_is_passed_over(string heading) =>
        Assert.Equal(4, YtfSplits.Read(Write(heading + Four)).Pairs.Count);

    [Theory]
    [InlineData("1, 3, A/0, A/1\n", "expected 'split, pair,")]
    [InlineData("1, 3, A/0, A/1, 1, 1\n", "expected 'split, pair,")]
    [InlineData("one, 3, A/0, A/1, 1\n", "expected 'split, pair,")]
    [InlineData("1, -3, A/0, A/1, 1\n", "expected 'split, pair,")]
    [InlineData("1, 3, A, A/1, 1\n", "expected 'split, pair,")]
    [InlineData("1, 3, A/0/0.jpg, A/1, 1\n", "expected 'split, pair,")]
    [InlineData("1, 3, A/0, A/1, 2\n", "expected 'split, pair,")]
    [InlineData("split, pair, first, second, same\n", "expected 'split, pair,")]
    [InlineData("1, 3, A/0, B/1, 1\n", "expected one person in a pair that is marked 1")]
    [InlineData("1, 3, A/0, A/1, 0\n", "expected two people in a pair that is marked 0")]
    [InlineData("1, 3, A/0, A/0, 1\n", "expected two videos")]
    [InlineData("1, 2, A/2, A/1, 1\n", "expected a number of its own")]
    public void A_wrong_line_is_named(string line, string expected)
    {
        var path = Write(Four + line);

        var message = Assert.Throws<InvalidDataException>(() => YtfSplits.Read(path)).Message;

        Assert.StartsWith($"{path}(5): {expected}", message, StringComparison.Ordinal);
        Assert.EndsWith($", found '{line.TrimEnd('\n')}'.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_first_line_is_not_taken_for_headings() => Assert.Contains(
        "(1): expected",
        Assert.Throws<InvalidDataException>(() => YtfSplits.Read(Write("x, 1, A/0, A/1, 1\n" + Four))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("", "at least two splits, found 0")]
    [InlineData("1, 1, A/0, A/1, 1\n1, 2, A/0, B/0, 0\n", "at least two splits, found 1")]
    [InlineData(Four + "4, 1, E/0, F/0, 0\n", "found 0 genuine among 1 in split 4")]
    [InlineData(Four + "4, 1, E/0, E/1, 1\n", "found 1 genuine among 1 in split 4")]
    public void Every_split_needs_both_kinds_and_there_must_be_two(string text, string expected) => Assert.Contains(
        expected,
        Assert.Throws<InvalidDataException>(() => YtfSplits.Read(Write(text))).Message,
        StringComparison.Ordinal);

    private string Write(string text)
    {
        var path = Path.Combine(folder.Path, "splits.txt");
        File.WriteAllText(path, text);
        return path;
    }
}
