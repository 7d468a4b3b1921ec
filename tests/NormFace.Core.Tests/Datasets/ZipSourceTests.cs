using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Datasets;

public class ZipSourceTests
{
    private static readonly string[] Paths = ["7/a.jpg", "10/höhe.png", "b/deep/x.jpeg", "b/y.jpg"];

    [Theory]
    [InlineData(CompressionLevel.NoCompression), InlineData(CompressionLevel.Optimal)]
    public void Stored_and_deflated_members_are_read(CompressionLevel level)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(
            folder["a.zip"],
            Zip(
                level,
                ["b/y.jpg", "b/deep/x.jpeg", "7/a.jpg", "__MACOSX/7/a.jpg", ".x/b.jpg", "notes.txt", "10/höhe.png"]));

        using var source = PictureSourceCatalogue.Default.Open(folder["a.zip"]);

        PictureBytes.AreRead(source, Paths);
    }

    [Fact]
    public void Sizes_in_the_zip64_extension_are_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.zip"], Zip64("7/a.jpg"));

        using var source = new ZipSource(folder["a.zip"]);

        PictureBytes.AreRead(source, "7/a.jpg");
    }

    [Theory]
    [InlineData("../../etc/a.jpg")]
    [InlineData("/etc/a.jpg")]
    [InlineData("a\\..\\..\\b.jpg")]
    [InlineData("C:\\a.jpg")]
    [InlineData("a/\0.jpg")]
    public void A_name_that_leaves_the_archive_is_refused(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.zip"], Zip(CompressionLevel.NoCompression, [name]));

        Assert.Contains(
            "root",
            Assert.Throws<InvalidDataException>(() => new ZipSource(folder["a.zip"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_is_refused_before_memory_is_taken()
    {
        using var folder = new TemporaryFolder();
        using (var archive = ZipFile.Open(folder["a.zip"], ZipArchiveMode.Create))
        {
            using var stream = archive.CreateEntry("a/bomb.jpg").Open();
            stream.Write(new byte[50_000_000]);
        }

        using var source = new ZipSource(folder["a.zip"]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains(
            "50000000 bytes", Assert.Throws<PictureException>(() => source.Read(0)).Reason, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Members_that_share_bytes_of_the_file_are_refused()
    {
        using var folder = new TemporaryFolder();
        var zip = Zip(CompressionLevel.NoCompression, ["a/b.jpg", "a/c.jpg"]);
        var first = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        foreach (var member in new[] { first, zip.AsSpan().LastIndexOf("PK\x01\x02"u8) })
        {
            BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(member + 20), zip.Length - 10);
        }

        File.WriteAllBytes(folder["a.zip"], zip);

        var error = Assert.Throws<InvalidDataException>(() => new ZipSource(folder["a.zip"]));
        Assert.Contains("overlap", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_not_UTF8_are_refused_only_where_they_cannot_be_told_apart()
    {
        using var folder = new TemporaryFolder();
        var zip = Zip(CompressionLevel.NoCompression, ["a/1.jpg", "a/2.jpg"]);
        zip = Replaced(zip, "a/1.jpg", 0xE9); // é in Latin-1
        File.WriteAllBytes(folder["a.zip"], zip);
        using (var source = new ZipSource(folder["a.zip"]))
        {
            Assert.Equal(2, source.Entries.Count);
        }

        File.WriteAllBytes(folder["a.zip"], Replaced(zip, "a/2.jpg", 0xE8)); // è
        var error = Assert.Throws<InvalidDataException>(() => new ZipSource(folder["a.zip"]));
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/1.jpg", "a/1.jpg"), InlineData("a/1.jpg", "a/./1.jpg"), InlineData("a/1.jpg", "a\\1.jpg")]
    public void Members_of_one_name_are_refused(string one, string other)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.zip"], Zip(CompressionLevel.NoCompression, ["b/2.jpg", one, other]));

        Assert.Contains(
            "two are 'a/1.jpg'",
            Assert.Throws<InvalidDataException>(() => new ZipSource(folder["a.zip"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_unpacks_to_more_or_less_than_it_claims_is_refused()
    {
        using var folder = new TemporaryFolder();
        var zip = Zip(CompressionLevel.Optimal, ["a/b.jpg"]);
        var member = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        foreach (var length in new[] { 139, 141 })
        {
            BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(member + 24), length); // 140 is true
            File.WriteAllBytes(folder["a.zip"], zip);
            using var source = new ZipSource(folder["a.zip"]);
            var error = Assert.Throws<PictureException>(() => source.Read(0));
            Assert.Contains("length and checksum", error.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_flipped_bit_of_a_picture_is_noticed_by_the_checksum()
    {
        using var folder = new TemporaryFolder();
        var zip = Zip(CompressionLevel.NoCompression, ["a/b.jpg", "a/c.jpg"]);
        zip[zip.AsSpan().IndexOf("a/c.jpga/c.jpg"u8) + 30] ^= 4; // the name stands before its content as well
        File.WriteAllBytes(folder["a.zip"], zip);

        using var source = new ZipSource(folder["a.zip"]);

        Assert.Equal(PictureBytes.Of("a/b.jpg"), source.Read(0).Bytes.ToArray());
        Assert.Contains(
            "checksum", Assert.Throws<PictureException>(() => source.Read(1)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression), InlineData(CompressionLevel.Optimal)]
    public void Flipped_and_truncated_archives_are_refused_by_name(CompressionLevel level) =>
        Damage.Survives(Zip(level, Paths), "a.zip", path => new ZipSource(path));

    [Fact]
    public void Flipped_zip64_archives_are_refused_by_name() =>
        Damage.Survives(Zip64("7/a.jpg"), "a.zip", path => new ZipSource(path));

    [Fact]
    public void Many_threads_read_what_one_reads()
    {
        var path = SharedData.Find("data/celeba-train-112.zip");
        Assert.SkipUnless(path is not null, "shared/data is absent.");
        using var source = new ZipSource(path!);
        using var oracle = ZipFile.OpenRead(path!);

        Assert.Equal(4899, source.Entries.Count);
        Assert.Equal(238, source.Entries.Select(entry => entry.Identity).Distinct().Count());
        var read = new byte[source.Entries.Count][];
        Parallel.For(
            0,
            read.Length,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            index => read[index] = source.Read(index).Bytes.ToArray());
        for (var index = 0; index < read.Length; index += 50)
        {
            using var stream = oracle.GetEntry(source.Entries[index].Path)!.Open();
            using var expected = new MemoryStream();
            stream.CopyTo(expected);
            Assert.Equal(expected.ToArray(), read[index]);
        }
    }

    [Fact]
    public void Faces_in_the_wild_are_counted_as_published()
    {
        var path = SharedData.Find("data/lfw-112x112.zip");
        Assert.SkipUnless(path is not null, "shared/data is absent.");
        using var source = PictureSourceCatalogue.Default.Open(path!);

        var people = source.Entries.CountBy(entry => entry.Identity).ToDictionary();

        Assert.Equal((13233, 5749), (source.Entries.Count, people.Count));
        Assert.Equal(
            (1680, 9164), (people.Values.Count(count => count >= 2), people.Values.Where(count => count >= 2).Sum()));
        Assert.Equal("AJ_Cook/AJ_Cook_0001.jpg", source.Entries[0].Path);
    }

    // The third byte of a name, wherever it stands.
    private static byte[] Replaced(byte[] zip, string name, byte third)
    {
        var (changed, sought) = (zip.ToArray(), Encoding.UTF8.GetBytes(name));
        for (var at = 0; zip.AsSpan(at).IndexOf(sought) is var next && next >= 0; at += next + sought.Length)
        {
            changed[at + next + 2] = third;
        }

        return changed;
    }

    private static byte[] Zip(CompressionLevel level, string[] paths)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var path in paths)
            {
                using var stream = archive.CreateEntry(path, level).Open();
                stream.Write(PictureBytes.Of(path));
            }
        }

        return file.ToArray();
    }

    // A member and an end whose sizes all stand in their zip64 forms.
    private static byte[] Zip64(string path)
    {
        var (name, content) = (Encoding.UTF8.GetBytes(path), PictureBytes.Of(path));
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write([0x50, 0x4b, 3, 4, 45, 0, 0, 8, 0, 0, 0, 0, 0, 0]);
        writer.Write(Crc32.HashToUInt32(content));
        writer.Write((uint)content.Length);
        writer.Write((uint)content.Length);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)0);
        writer.Write(name);
        writer.Write(content);
        var directory = file.Position;
        writer.Write([0x50, 0x4b, 1, 2, 45, 0, 45, 0, 0, 8, 0, 0, 0, 0, 0, 0]);
        writer.Write(Crc32.HashToUInt32(content));
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)28);
        writer.Write(new byte[10]);
        writer.Write(uint.MaxValue);
        writer.Write(name);
        writer.Write((ushort)1);
        writer.Write((ushort)24);
        writer.Write((long)content.Length);
        writer.Write((long)content.Length);
        writer.Write(0L);
        var end = file.Position;
        writer.Write([0x50, 0x4b, 6, 6, 44, 0, 0, 0, 0, 0, 0, 0, 45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write(1L);
        writer.Write(1L);
        writer.Write(end - directory);
        writer.Write(directory);
        writer.Write([0x50, 0x4b, 6, 7, 0, 0, 0, 0]);
        writer.Write(end);
        writer.Write(1);
        writer.Write([0x50, 0x4b, 5, 6, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((ushort)0);
        return file.ToArray();
    }
}
