using System.Formats.Tar;
using System.IO.Compression;
using Xunit;

namespace NormFace.Datasets;

public class TarSourceTests
{
    // 145 signs: too long for the plain field
    private static readonly string Long = string.Join('/', Enumerable.Repeat("a-folder-name", 10)) + "/x.jpg";

    [Theory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void Every_form_of_tar_is_read(TarEntryFormat format)
    {
        using var folder = new TemporaryFolder();
        string[] paths = format == TarEntryFormat.V7 ? ["7/a.jpg", "10/b.png"] : ["7/a.jpg", "10/b.png", Long];
        File.WriteAllBytes(folder["a.tar"], Tar(format, [.. paths.Reverse(), "notes.txt"]));

        using var source = PictureSourceCatalogue.Default.Open(folder["a.tar"]);

        PictureBytes.AreRead(source, paths);
    }

    [Fact]
    public void A_leading_dot_is_no_identity_and_the_last_of_one_name_counts()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.tar"], Tar(TarEntryFormat.Gnu, ["./7/a.jpg", "7/a.jpg"]));

        using var source = new TarSource(folder["a.tar"]);

        Assert.Equal(new PictureEntry("7/a.jpg", "7"), Assert.Single(source.Entries));
        Assert.Equal(PictureBytes.Of("7/a.jpg"), source.Read(0).Bytes.ToArray());
    }

    [Theory]
    [InlineData(100), InlineData(108), InlineData(116), InlineData(124), InlineData(136), InlineData(148)]
    public void A_number_of_a_header_in_another_form_is_read_or_refused_by_name(int place)
    {
        using var folder = new TemporaryFolder();
        var good = Tar(TarEntryFormat.Ustar, ["7/a.jpg"]);
        foreach (var first in new byte[] { 0x7f, 0x80, 0x81, 0xff })
        {
            var bytes = good.ToArray();
            bytes.AsSpan(place, 8).Fill(first);
            File.WriteAllBytes(folder["a.tar"], bytes);

            if (Record.Exception(() => new TarSource(folder["a.tar"]).Dispose()) is { } error)
            {
                Assert.StartsWith(
                    $"{folder["a.tar"]}: expected a whole tar archive",
                    Assert.IsType<InvalidDataException>(error).Message,
                    StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Links_are_passed_over_and_names_that_leave_the_archive_refused()
    {
        using var folder = new TemporaryFolder();
        using (var file = File.Create(folder["link.tar"]))
        using (var writer = new TarWriter(file))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "a/b.jpg") { LinkName = "/etc/passwd" });
        }

        File.WriteAllBytes(folder["up.tar"], Tar(TarEntryFormat.Pax, ["../a.jpg"]));

        using var source = new TarSource(folder["link.tar"]);
        Assert.Empty(source.Entries);
        Assert.Throws<InvalidDataException>(() => new TarSource(folder["up.tar"]));
    }

    [Fact]
    public void A_compressed_archive_is_refused_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        using (var file = new GZipStream(File.Create(folder["a.tar.gz"]), CompressionLevel.NoCompression))
        {
            file.Write(Tar(TarEntryFormat.Pax, ["7/a.jpg"]));
        }

        Assert.Contains(
            "Unpack it",
            Assert.Throws<InvalidDataException>(() => PictureSourceCatalogue.Default.Open(folder["a.tar.gz"])).Message,
            StringComparison.Ordinal);
    }

    [Theory] // each member: a header of 512 bytes, then its content in a block of its own
    [InlineData(100), InlineData(513), InlineData(1100)]
    public void An_archive_cut_inside_a_header_or_a_picture_is_refused(int length)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.tar"], Tar(TarEntryFormat.Ustar, ["7/a.jpg", "7/b.jpg"])[..length]);

        var error = Assert.Throws<InvalidDataException>(() => new TarSource(folder["a.tar"]));
        Assert.StartsWith(folder["a.tar"], error.Message, StringComparison.Ordinal);
        Assert.Contains("expected a whole tar archive", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TarEntryFormat.Ustar), InlineData(TarEntryFormat.Pax), InlineData(TarEntryFormat.Gnu)]
    public void Flipped_and_truncated_archives_are_refused_by_name(TarEntryFormat format) =>
        Damage.Survives(Tar(format, ["7/a.jpg", Long]), "a.tar", path => new TarSource(path));

    private static byte[] Tar(TarEntryFormat format, string[] paths)
    {
        using var file = new MemoryStream();
        using (var writer = new TarWriter(file, format, leaveOpen: true))
        {
            foreach (var path in paths)
            {
                using var content = new MemoryStream(PictureBytes.Of(path));
                TarEntry entry = format switch
                {
                    TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, path),
                    TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, path),
                    TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, path),
                    _ => new GnuTarEntry(TarEntryType.RegularFile, path),
                };
                entry.DataStream = content;
                writer.WriteEntry(entry);
            }
        }

        return file.ToArray();
    }
}
