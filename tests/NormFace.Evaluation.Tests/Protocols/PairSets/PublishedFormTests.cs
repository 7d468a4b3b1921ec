using NormFace.PairLists;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Protocols.PairSets;

/// <summary>Small files in the forms in which the owners publish their lists.</summary>
public sealed class PublishedFormTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_protocol_of_the_issue_is_in_the_catalogue() => Assert.Equal(
        ["lfw", "xqlfw", "calfw", "cplfw", "cfp-fp", "cfp-ff", "agedb-30", "insightface", "table"],
        PairProtocols.Default.Names);

    [Fact]
    public void Xqlfw_has_the_form_of_lfw()
    {
        File.WriteAllText(
            folder["xqlfw_pairs.txt"], "2\t1\nAnn\t1\t2\nAnn\t1\tBob\t1\nCarl\t1\t3\nCarl\t3\tDora\t12\n");

        var list = Read("xqlfw", "xqlfw_pairs.txt");

        Assert.Equal(new ListedPair("Carl/Carl_0003.jpg", "Dora/Dora_0012.jpg", false, 1, 5), list.Pairs[3]);
    }

    [Theory]
    [InlineData("calfw", true), InlineData("cplfw", false)]
    public void Calfw_and_cplfw_have_two_lines_a_pair_and_ten_folds_of_each_kind(string protocol, bool labelsAreFolds)
    {
        var genuine = Enumerable.Range(0, 20).Select(pair =>
            $"P{pair}_0001.jpg {(labelsAreFolds ? 1 + (pair / 2) : 1)}\nP{pair}_0002.jpg "
            + $"{(labelsAreFolds ? 1 + (pair / 2) : 1)}\n");
        var impostor = Enumerable.Range(0, 20).Select(pair => $"P{pair}_0001.jpg 0\nP{(pair + 1) % 20}_0002.jpg 0\n");
        File.WriteAllText(folder["pairs.txt"], string.Concat(genuine.Concat(impostor)));

        var list = Read(protocol, "pairs.txt");

        Assert.Equal(10, list.FoldCount);
        Assert.All(
            list.Pairs.GroupBy(pair => pair.Fold),
            fold => Assert.Equal((2, 2), (fold.Count(pair => pair.IsGenuine), fold.Count(pair => !pair.IsGenuine))));
        Assert.Equal(new ListedPair("P3_0001.jpg", "P3_0002.jpg", true, 1, 7), list.Pairs[3]);
        Assert.Equal(new ListedPair("P19_0001.jpg", "P0_0002.jpg", false, 9, 79), list.Pairs[39]);
        Assert.Equal(20, list.FirstIdentities.Concat(list.SecondIdentities).Distinct().Count()); // people, not pictures
    }

    [Theory]
    [InlineData("A_0001.jpg 1\n", "(1): expected a second line of the last pair")]
    [InlineData("A_0001.jpg 1\nA_0002.jpg 0\n", "(2): expected the label of the line before")]
    [InlineData("A_0001.jpg\nA_0002.jpg 1\n", "(1): expected the name of a picture and a label")]
    [InlineData("A_0001.jpg 1\nA_0002.jpg -1\n", "(2): expected the name of a picture and a label")]
    public void A_bad_line_of_calfw_is_named(string text, string expected)
    {
        File.WriteAllText(folder["pairs.txt"], text);

        Assert.Contains(
            expected,
            Assert.Throws<InvalidDataException>(() => Read("calfw", "pairs.txt")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cfp-fp", "FP", "profile"), InlineData("cfp-ff", "FF", "frontal")]
    public void Cfp_numbers_pictures_in_two_lists_and_has_a_folder_for_each_fold(
        string protocol, string split, string second)
    {
        WriteCfp();

        var list = Read(protocol, "Protocol");

        Assert.Equal(10, list.FoldCount);
        Assert.Equal(40, list.Pairs.Count);
        // Fold 3 begins with person 3: frontal number 5, and of FP profile number 6, of FF frontal number 6.
        Assert.Equal(new ListedPair("003/frontal/01.jpg", $"003/{second}/02.jpg", true, 2, 1), list.Pairs[8]);
        Assert.Equal(new ListedPair("003/frontal/01.jpg", $"004/{second}/01.jpg", false, 2, 1), list.Pairs[10]);
        Assert.Equal((split, 20), (split, list.Pairs.Count(pair => pair.IsGenuine)));
    }

    [Fact]
    public void A_bad_line_of_cfp_is_named()
    {
        WriteCfp();
        File.AppendAllText(Path.Combine(folder["Protocol"], "Split", "FP", "07", "diff.txt"), "1,999\n");
        Assert.EndsWith(
            "diff.txt(3): expected the number of a picture, from 1 to 24, found '999'.",
            Refusal(),
            StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(folder["Protocol"], "Pair_list_P.txt"), "2 ../Data/Images/001/profile/01.jpg\n");
        Assert.Contains(
            "Pair_list_P.txt(1): expected the number 1 and the path of a picture", Refusal(), StringComparison.Ordinal);

        string Refusal() => Assert.Throws<InvalidDataException>(() => Read("cfp-fp", "Protocol")).Message;
    }

    [Fact]
    public void Agedb_has_ten_splits_of_structures()
    {
        var list = PairProtocols.Default.Find("agedb-30").Read(SharedData.InRepository("tests/golden/pairs/agedb.mat"));

        Assert.Equal((10, 40), (list.FoldCount, list.Pairs.Count));
        Assert.Equal(new ListedPair("200_Person8_20_f.jpg", "201_Person8_50_f.jpg", true, 2, 0), list.Pairs[8]);
        Assert.Equal(new ListedPair("206_Person10_20_f.jpg", "207_Person11_50_f.jpg", false, 2, 0), list.Pairs[11]);
        Assert.Equal(40, list.FirstIdentities.Concat(list.SecondIdentities).Distinct().Count());
        Assert.Contains(
            "expected a variable 'splits'",
            Assert.Throws<InvalidDataException>(() =>
                PairProtocols.Default.Find("agedb-30").Read(SharedData.InRepository("tests/golden/matlab/blufr.mat")))
                    .Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pairs.bin"), InlineData("pairs-by-kind.bin")]
    public void An_insightface_file_is_read_by_its_ending_in_ten_folds(string name)
    {
        var list = PairProtocols.Read(SharedData.InRepository($"tests/golden/pairs/{name}"));

        Assert.Equal((10, 40), (list.FoldCount, list.Pairs.Count));
        Assert.All(
            list.Pairs.GroupBy(pair => pair.Fold),
            fold => Assert.Equal((2, 2), (fold.Count(pair => pair.IsGenuine), fold.Count(pair => !pair.IsGenuine))));
        var sixth = list.Pairs.Single(pair => pair.First == "0000010");
        Assert.Equal(("0000011", name == "pairs-by-kind.bin"), (sixth.Second, sixth.IsGenuine));
    }

    [Fact]
    public void A_program_adds_a_protocol_of_its_own()
    {
        var own = PairProtocols.Default.With(new TwoPairs());

        Assert.Equal(2, own.Find("two").Read("anything").Pairs.Count);
        Assert.Contains(
            "Did you mean 'lfw'?",
            Assert.Throws<ArgumentException>(() => own.Find("lfv")).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PairProtocols.Default.Find("two"));
    }

    private PairList Read(string protocol, string name) => PairProtocols.Default.Find(protocol).Read(folder[name]);

    // 12 people with two frontal and two profile pictures; two pairs of each kind in a fold.
    private void WriteCfp()
    {
        var root = Directory.CreateDirectory(folder["Protocol"]).FullName;
        foreach (var (list, kind) in new[] { ("Pair_list_F.txt", "frontal"), ("Pair_list_P.txt", "profile") })
        {
            File.WriteAllLines(
                Path.Combine(root, list),
                Enumerable.Range(0, 24).Select(picture =>
                    $"{picture + 1} ../Data/Images/{1 + (picture / 2):D3}/{kind}/{1 + (picture % 2):D2}.jpg"));
        }

        foreach (var split in new[] { "FF", "FP" })
        {
            for (var fold = 1; fold <= 10; fold++)
            {
                var at = Directory.CreateDirectory(
                    Path.Combine(root, "Split", split, fold.ToString("D2", null))).FullName;
                var first = (2 * fold) - 1;
                File.WriteAllText(Path.Combine(at, "same.txt"), $"{first},{first + 1}\n{first + 1},{first}\n");
                File.WriteAllText(Path.Combine(at, "diff.txt"), $"{first},{first + 2}\n{first + 1},{first + 3}\n");
            }
        }
    }

    private sealed class TwoPairs() : PairProtocol("two", "Nothing is read.")
    {
        public override PairList Read(string path) =>
            new(path, [new("a/1", "a/2", true, 0, 1), new("a/1", "b/1", false, 0, 2)]);
    }
}
