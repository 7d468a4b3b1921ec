using NormFace.PairLists;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Protocols.PairSets;

public class LfwProtocolTests
{
    [Fact]
    public void View_2_has_ten_folds_of_300_genuine_and_300_impostor_pairs()
    {
        var list = PairProtocols.Read(Shared("pairs.txt"));

        Assert.Equal(10, list.FoldCount);
        Assert.All(
            list.Pairs.GroupBy(pair => pair.Fold),
            fold =>
                Assert.Equal((300, 300), (fold.Count(pair => pair.IsGenuine), fold.Count(pair => !pair.IsGenuine))));
        Assert.Equal(
            new ListedPair("Abel_Pacheco/Abel_Pacheco_0001.jpg", "Abel_Pacheco/Abel_Pacheco_0004.jpg", true, 0, 2),
            list.Pairs[0]);
        Assert.Equal(
            new ListedPair(
                "Abdel_Madi_Shabneh/Abdel_Madi_Shabneh_0001.jpg", "Dean_Barker/Dean_Barker_0001.jpg", false, 0, 302),
            list.Pairs[300]);
    }

    [Fact]
    public void View_1_is_one_fold()
    {
        var (train, test) = (
            PairProtocols.Read(Shared("pairsDevTrain.txt")), PairProtocols.Read(Shared("pairsDevTest.txt")));

        Assert.Equal((1, 2200, 1, 1000), (train.FoldCount, train.Pairs.Count, test.FoldCount, test.Pairs.Count));
        Assert.Equal(500, test.Pairs.Count(pair => pair.IsGenuine));
    }

    [Fact]
    public void People_of_different_folds_never_meet()
    {
        var list = PairProtocols.Read(Shared("pairs.txt"));

        var folds = list.Pairs.SelectMany((pair, index) =>
            new[]
            {
                (Person: list.FirstIdentities[index], pair.Fold),
                (Person: list.SecondIdentities[index], pair.Fold),
            });

        Assert.All(
            folds.GroupBy(entry => entry.Person),
            person => Assert.Single(person.Select(entry => entry.Fold).Distinct()));
    }

    [Theory]
    [InlineData("", "(1): expected the number of folds")]
    [InlineData("ten\t1\n", "(1): expected the number of folds")]
    [InlineData("0\t1\n", "(1): expected the number of folds")]
    [InlineData("1\t1\nA\t1\t2\n", "(2): expected 2 pairs after the first line")]
    [InlineData("1\t1\nA\t1\t2\nA\t1\tB\t1\nA\t1\tC\t1\n", "(4): expected 2 pairs after the first line")]
    [InlineData("1\t1\nA\t1\tB\t2\nA\t1\tB\t1\n", "(2): expected a genuine pair")]
    [InlineData("1\t1\nA\t1\t2\nA\t1\t2\n", "(3): expected an impostor pair")]
    [InlineData("1\t1\nA\t1\tx\nA\t1\tB\t1\n", "(2): expected a genuine pair")]
    [InlineData("1\t1\nA\t1\t2\nA\t0\tB\t1\n", "(3): expected an impostor pair")]
    [InlineData("1\t1\nA\t1\t2\nA\t1\tA\t3\n", "(3): expected an impostor pair of two people")]
    [InlineData("1\t1\nA\t2\t2\nA\t1\tB\t1\n", "(2): expected two pictures")]
    [InlineData("999999999\t999999999\nA\t1\t2\n", "expected 1999999996000000002 pairs")]
    public void A_bad_list_is_refused_with_file_and_line(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["pairs.txt"], text);

        var error = Assert.Throws<InvalidDataException>(() => PairProtocols.Read(folder["pairs.txt"]));

        Assert.Contains("pairs.txt", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_line_ends_and_blank_lines_at_the_end_are_no_trouble()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["pairs.txt"], "1\t1\r\nA\t1\t2\r\nA\t1\tB\t1\r\n\r\n");

        Assert.Equal(2, PairProtocols.Read(folder["pairs.txt"]).Pairs.Count);
    }

    private static string Shared(string name)
    {
        var path = SharedData.Find("data/protocols/" + name);
        Assert.SkipWhen(path is null, "The folder with LFW's protocols is absent.");
        return path!;
    }
}
