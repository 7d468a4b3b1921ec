using NormFace.PairLists;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Protocols.PairSets;

public class TableProtocolTests
{
    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_folds_count_from_the_smallest()
    {
        var list = Pairs(
            "fold;same;second;first\n3;yes;a/2.jpg;a/1.jpg\n3;no;b/1.jpg;a/1.jpg\n"
            + "4;1;b/2.jpg;b/1.jpg\n4;0;\"a/1;x.jpg\";b/1.jpg\n");

        Assert.Equal(2, list.FoldCount);
        Assert.Equal(new ListedPair("a/1.jpg", "a/2.jpg", true, 0, 2), list.Pairs[0]);
        Assert.Equal(new ListedPair("b/1.jpg", "a/1;x.jpg", false, 1, 5), list.Pairs[3]);
    }

    [Fact]
    public void Folders_are_identities_where_they_agree_with_the_list()
    {
        var list = Pairs("first,second,same\na/1.jpg,a/2.jpg,1\na/3.jpg,b/1.jpg,0\n");

        Assert.Equal(list.FirstIdentities[0], list.FirstIdentities[1]);
        Assert.NotEqual(list.FirstIdentities[1], list.SecondIdentities[1]);
    }

    [Fact]
    public void Genuine_pairs_join_identities_where_folders_say_nothing()
    {
        var list = Pairs("first,second,same\n1.jpg,2.jpg,1\n2.jpg,3.jpg,1\n3.jpg,4.jpg,0\n1.jpg,5.jpg,0\n");

        Assert.Equal(list.FirstIdentities[0], list.FirstIdentities[2]);
        Assert.Equal(3, list.FirstIdentities.Concat(list.SecondIdentities).Distinct().Count());
    }

    [Fact]
    public void A_list_that_contradicts_itself_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => Pairs("first,second,same\n1.jpg,2.jpg,1\n2.jpg,3.jpg,1\n1.jpg,3.jpg,0\n"));

        Assert.Contains("(4): expected pictures of two identities", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "found an empty file")]
    [InlineData("first,second,same\n", "found no row")]
    [InlineData("first,second\na,b\n", "(1): expected a column 'same'")]
    [InlineData("first,second,same\na,b\n", "(2): expected 3 fields")]
    [InlineData("first,second,same\na,b,perhaps\n", "(2): expected 1, true")]
    [InlineData("first,second,same\na,,1\n", "(2): expected the path of a picture")]
    [InlineData("first,second,same,fold\na,b,1,x\n", "(2): expected the number of a fold")]
    [InlineData("first,second,same\na,b,1\n", "expected genuine and impostor pairs in fold 1")]
    [InlineData(
        "first,second,same,fold\na,b,1,1\na,c,0,1\nd,e,1,3\nd,f,0,3\n",
        "expected genuine and impostor pairs in fold 2")]
    public void A_bad_list_is_refused_with_file_and_line(string text, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Pairs(text));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_table_may_hold_distances_under_any_name()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["s.csv"], "file_x,file_y,decision,far apart\na,b,Yes,0.25\na,c,No,0.75\n");

        var scored = ScoredPairs.Read(folder["s.csv"], "far apart", isDistance: true);

        Assert.Equal([-0.25, -0.75], scored.Scores);
        Assert.Equal([true, false], scored.List.Pairs.Select(pair => pair.IsGenuine));
    }

    [Fact]
    public void Scores_without_pictures_are_independent_pairs()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["s.csv"], "score,same\n0.9,1\n0.8,1\n0.1,0\n");

        var pairs = ScoredPairs.Read(folder["s.csv"]).WithIdentities();

        Assert.Equal([true, true, false], pairs.Select(pair => pair.IsGenuine));
        Assert.Equal(4, pairs.SelectMany(pair => new[] { pair.FirstIdentity, pair.SecondIdentity }).Distinct().Count());
    }

    [Theory]
    [InlineData("score,same\nnan,1\n0.1,0\n", "(2): expected a score, found 'nan'")]
    [InlineData("score,same\n0.2,1\nabc,0\n", "(3): expected a score, found 'abc'")]
    [InlineData("same\n1\n0\n", "(1): expected a column 'score'")]
    public void A_bad_score_is_named(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["s.csv"], text);

        var error = Assert.Throws<InvalidDataException>(() => ScoredPairs.Read(folder["s.csv"]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_distances_of_four_published_models_are_read()
    {
        var path = SharedData.Find("data/pair-distances.csv");
        Assert.SkipWhen(path is null, "The table of pair distances is absent.");

        var scored = ScoredPairs.Read(path!, "Facenet_cosine", isDistance: true);

        Assert.Equal((280, 140), (scored.Scores.Count, scored.List.Pairs.Count(pair => pair.IsGenuine)));
    }

    private static PairList Pairs(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["pairs.csv"], text);
        return PairProtocols.Read(folder["pairs.csv"]);
    }
}
