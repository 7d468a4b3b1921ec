using System.Text;
using Xunit;

namespace NormFace.Datasets;

public class ListSourceTests
{
    [Theory]
    [InlineData("# pictures\n\na/1.jpg 7\nb c/2.jpg 10\n")]
    [InlineData("a/1.jpg,7\nb c/2.jpg, 10\r\n")]
    [InlineData("a/1.jpg\t7\nb c/2.jpg\t10")]
    public void A_label_follows_the_last_separator(string text)
    {
        using var folder = new TemporaryFolder();
        PictureBytes.Write(folder.Path, "a/1.jpg", "b c/2.jpg");
        File.WriteAllText(folder["list.txt"], text);

        using var source = PictureSourceCatalogue.Default.Open(folder["list.txt"]);

        PictureBytes.AreRead(source, "a/1.jpg", "b c/2.jpg");
        Assert.Equal(["7", "10"], source.Entries.Select(entry => entry.Identity));
    }

    [Fact]
    public void A_path_alone_has_its_folder_as_identity()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["list.txt"], "Anna B/1.jpg\n");

        using var source = new ListSource(folder["list.txt"]);

        Assert.Equal(new PictureEntry("Anna B/1.jpg", "Anna B"), Assert.Single(source.Entries));
        Assert.Throws<PictureException>(() => source.Read(0)); // it is not there, and that is its own error
    }

    [Fact]
    public void Absolute_paths_below_a_named_root_are_accepted()
    {
        using var folder = new TemporaryFolder();
        PictureBytes.Write(folder["pictures"], "a/1.jpg");
        Directory.CreateDirectory(folder["lists"]);
        File.WriteAllText(folder["lists/list.txt"], $"{folder["pictures/a/1.jpg"]} 7\n");

        using var source = new ListSource(folder["lists/list.txt"], folder["pictures"]);

        PictureBytes.AreRead(source, "a/1.jpg");
        Assert.Contains(
            "(1)",
            Assert.Throws<InvalidDataException>(() => new ListSource(folder["lists/list.txt"])).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../a.jpg 1")]
    [InlineData("/etc/a.jpg 1")]
    [InlineData("/etc/\0/a.jpg 1")]
    [InlineData("a/../../b.jpg 1")]
    [InlineData("notes.txt 1")]
    [InlineData("a.jpg 1\na.jpg 2")]
    [InlineData("word")]
    public void A_wrong_line_is_refused_with_its_number(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["list.txt"], text);

        Assert.Matches(@"list\.txt\(\d\): expected", Assert.Throws<InvalidDataException>(() => new ListSource(folder["list.txt"])).Message);
    }

    [Fact]
    public void A_link_that_leads_out_is_not_followed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Makes links.");
        using var outside = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        PictureBytes.Write(outside.Path, "a.jpg");
        Directory.CreateSymbolicLink(folder["out"], outside.Path);
        File.CreateSymbolicLink(folder["b.jpg"], outside["a.jpg"]);
        File.WriteAllText(folder["list.txt"], "out/a.jpg 1\nb.jpg 1\n");

        using var source = new ListSource(folder["list.txt"]);

        Assert.All(
            [0, 1],
            index =>
                Assert.Contains(
                    "link", Assert.Throws<PictureException>(() => source.Read(index)).Reason,
                    StringComparison.Ordinal));
    }

    [Fact]
    public void Flipped_and_truncated_lists_are_refused_by_name() => Damage.Survives(
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20).Select(index => $"a/{index}.jpg {index}\n"))),
        "list.txt",
        path => new ListSource(path),
        folder => PictureBytes.Write(folder, "a/3.jpg"));
}
