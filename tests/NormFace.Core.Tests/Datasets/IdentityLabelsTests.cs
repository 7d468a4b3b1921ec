using NormFace.TestKit;
using Xunit;

namespace NormFace.Datasets;

public class IdentityLabelsTests
{
    [Fact]
    public void Labels_do_not_depend_on_the_order_given()
    {
        string[] expected = ["", "0", "00", "2", "010", "10", "99999999999999999999999", "-1", "1a", "B", "a", "é"];
        var random = new Random(1);
        for (var trial = 0; trial < 20; trial++)
        {
            var shuffled = expected.Concat(expected).ToArray();
            random.Shuffle(shuffled);

            var labels = new IdentityLabels(shuffled);

            Assert.Equal(expected, labels.Identities);
            Assert.All(expected.Index(), identity =>
            {
                Assert.True(labels.TryLabelOf(identity.Item, out var label));
                Assert.Equal((identity.Index, identity.Item), (label, labels.IdentityOf(label)));
            });
        }
    }

    [Fact]
    public void An_unknown_identity_has_no_label()
    {
        var labels = new IdentityLabels(["a"]);

        Assert.False(labels.TryLabelOf("b", out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => labels.IdentityOf(1));
    }

    [Fact]
    public void The_folds_of_LFW_are_read_as_published()
    {
        var path = SharedData.Find("data/protocols/people.txt");
        Assert.SkipUnless(path is not null, "shared/data is absent.");

        var folds = IdentityList.ReadFolds(path!);

        Assert.Equal([601, 555, 552, 560, 567, 527, 597, 601, 580, 609], folds.Select(fold => fold.Count));
        Assert.Equal(5749, folds.SelectMany(fold => fold).Distinct().Count());
        Assert.Equal("Abdel_Madi_Shabneh", folds[0][0]);
    }

    [Theory]
    [InlineData("1\n2\na\t1\n", 4)]
    [InlineData("1\n1\na\t1\nb\t1\n", 4)]
    [InlineData("x\n", 1)]
    [InlineData("1\n1\na b\n", 3)]
    [InlineData("", 1)]
    public void Broken_folds_are_refused_with_their_line(string text, int line)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["people.txt"], text);

        Assert.Contains(
            $"people.txt({line})",
            Assert.Throws<InvalidDataException>(() => IdentityList.ReadFolds(folder["people.txt"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_identities_has_one_in_a_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["list.txt"], "# overlap with LFW\n0000166\n\n Anna B \r\n");

        Assert.Equal(["0000166", "Anna B"], IdentityList.Read(folder["list.txt"]));
    }
}
