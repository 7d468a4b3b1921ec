using System.IO.Compression;
using NormFace.TestKit;
using Xunit;

namespace NormFace.DataSets;

public sealed class DataSetCheckTests
{
    // SHA-256 of "abc": FIPS 180-2, appendix B.1.
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void A_set_is_missing_right_or_different_by_its_files()
    {
        using var folder = new TemporaryFolder();
        var set = Set("lists") with { Files = [new DataFile { Name = "a.txt", Sha256 = OfAbc }] };

        var missing = DataSetCheck.Run(set, folder.Path, Cancellation);
        Directory.CreateDirectory(folder["lists"]);
        var empty = DataSetCheck.Run(set, folder.Path, Cancellation);
        File.WriteAllText(folder["lists/a.txt"], "abc");
        var right = DataSetCheck.Run(set, folder.Path, Cancellation);
        File.WriteAllText(folder["lists/a.txt"], "abd");
        var different = DataSetCheck.Run(set, folder.Path, Cancellation);

        Assert.Equal(
            [DataSetState.Missing, DataSetState.Different, DataSetState.Verified, DataSetState.Different],
            new[] { missing, empty, right, different }.Select(check => check.State));
        Assert.Equal("a.txt missing", empty.Detail);
        Assert.Equal("other content in a.txt", different.Detail);
    }

    [Fact]
    public void Another_copy_of_an_archive_counts_as_the_set_while_it_has_as_many_pictures_and_identities()
    {
        using var folder = new TemporaryFolder();
        var set = Set("faces.zip") with
        {
            Pictures = 3,
            Identities = 2,
            Files = [new DataFile { Name = "faces.zip", Sha256 = OfAbc }],
        };

        Pack(folder["faces.zip"], "ann/1.jpg", "ann/2.jpg", "bob/1.jpg");
        var same = DataSetCheck.Run(set, folder.Path, Cancellation);
        Pack(folder["faces.zip"], "ann/1.jpg", "bob/1.jpg");
        var fewer = DataSetCheck.Run(set, folder.Path, Cancellation);
        File.WriteAllText(folder["faces.zip"], "not an archive");
        var broken = DataSetCheck.Run(set, folder.Path, Cancellation);

        Assert.Equal(
            (DataSetState.SameCounts, DataSetState.Different, DataSetState.Different),
            (same.State, fewer.State, broken.State));
        Assert.Equal("2 pictures of 2 identities; documented are 3 of 2", fewer.Detail);
    }

    [Fact]
    public void Every_set_at_hand_is_right()
    {
        var root = SharedData.Find("data/");
        Assert.SkipWhen(root is null, "The data root is not there.");

        var checks = DataSetCatalogue.All
            .Where(set => set.Pictures is null or 70_000 or 807) // the large archives take too long for every run
            .Select(set => DataSetCheck.Run(set, root!, Cancellation))
            .ToArray();

        Assert.All(checks, check => Assert.True(
            check.State is DataSetState.Verified or DataSetState.Missing, $"{check.Set.Name}: {check.Detail}"));
        Assert.Contains(checks, check => check.State == DataSetState.Verified);
    }

    [Fact]
    public void The_document_holds_the_list_of_sets_as_the_command_writes_it()
    {
        var document = File.ReadAllText(SharedData.InRepository("docs/data.md"));

        Assert.Contains(DataSetTable.ToMarkdown(), document, StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DataSet Set(string name) => new()
    {
        Name = name,
        What = "a set",
        Owner = "nobody",
        Terms = "none",
        Layout = "any",
        Files = [],
    };

    private static void Pack(string path, params string[] entries)
    {
        using var stream = File.Create(path);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var entry in entries)
        {
            using var content = archive.CreateEntry(entry).Open();
            content.Write("picture"u8);
        }
    }
}
