using System.Text;
using Xunit;

namespace NormFace.Datasets;

public class RecordSourceTests
{
    private const uint Magic = 0xced7230a;

    [Theory]
    [InlineData("train.rec"), InlineData("train.idx"), InlineData("train.lst"), InlineData("")]
    public void Records_of_InsightFace_are_read_from_any_of_their_paths(string name)
    {
        using var folder = new TemporaryFolder();
        WriteInsightFace(folder.Path);

        using var source = PictureSourceCatalogue.Default.Open(Path.Combine(folder.Path, name));

        Assert.Equal(
            [new("000000002", "9"), new("000000001", "10"), new("000000003", "10")], source.Entries);
        Assert.Equal(
            ["two", "one", "three!"],
            source.Entries.Index().Select(entry => Encoding.UTF8.GetString(source.Read(entry.Index).Bytes.Span)));
    }

    [Fact]
    public void Without_an_index_the_file_is_walked_through()
    {
        using var folder = new TemporaryFolder();
        WriteInsightFace(folder.Path);
        File.Delete(folder["train.idx"]);

        using var source = new RecordSource(folder["train.rec"]);

        Assert.Equal(3, source.Entries.Count);
        Assert.Equal("one", Encoding.UTF8.GetString(source.Read(1).Bytes.Span));
    }

    [Fact]
    public void The_first_of_several_labels_is_the_identity_and_cut_records_are_joined_by_their_mark()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new BinaryWriter(File.Create(folder["a.rec"])))
        {
            Record(writer, [.. Header(3, 0), .. Floats(2.5f, 7, 8), .. "many"u8]);
            var cut = (byte[])[.. Header(0, 4), .. "left"u8];
            Part(writer, 1, cut);
            Part(writer, 2, "mid1"u8.ToArray());
            Part(writer, 3, "end"u8.ToArray());
            Record(writer, [.. Header(0, 5), .. "last"u8]);
        }

        using var source = new RecordSource(folder["a.rec"]);

        Assert.Equal(["4", "5", "2.5"], source.Entries.Select(entry => entry.Identity));
        byte[] joined =
        [
            .. "left"u8,
            .. BitConverter.GetBytes(Magic),
            .. "mid1"u8,
            .. BitConverter.GetBytes(Magic),
            .. "end"u8,
        ];
        Assert.Equal(joined, source.Read(0).Bytes.ToArray());
        Assert.Equal("many"u8.ToArray(), source.Read(2).Bytes.ToArray());
    }

    [Theory]
    [InlineData("1 x\n")]
    [InlineData("1\n")]
    [InlineData("1\t0\n1\t0\n")]
    [InlineData("1\t3\n")]
    [InlineData("1\t-8\n")]
    [InlineData("1\t99999999999\n")]
    public void A_wrong_index_is_refused_by_name(string index)
    {
        using var folder = new TemporaryFolder();
        WriteInsightFace(folder.Path);
        File.WriteAllText(folder["train.idx"], index);

        Assert.Matches(@"train\.(idx|rec)\(-?\d+\): ", Assert.Throws<InvalidDataException>(() => new RecordSource(folder["train.rec"])).Message);
    }

    [Fact]
    public void An_index_that_lists_a_record_many_times_is_refused()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new BinaryWriter(File.Create(folder["a.rec"])))
        {
            Part(writer, 1, Header(0, 1));
            Part(writer, 2, []);
            Part(writer, 3, "end!"u8.ToArray());
        }

        File.WriteAllText(folder["a.idx"], "1\t0\n2\t0\n");
        Assert.Contains(
            "found records that overlap",
            Assert.Throws<InvalidDataException>(() => new RecordSource(folder["a.rec"])).Message,
            StringComparison.Ordinal);

        File.WriteAllText(folder["a.idx"], "1\t32\n"); // the second part
        Assert.Contains(
            "found a later one",
            Assert.Throws<InvalidDataException>(() => new RecordSource(folder["a.rec"])).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void Flipped_and_truncated_records_are_refused_by_name(bool hasIndex)
    {
        using var folder = new TemporaryFolder();
        WriteInsightFace(folder.Path);

        Damage.Survives(
            File.ReadAllBytes(folder["train.rec"]), "train.rec", path => new RecordSource(path),
            other =>
                File.WriteAllText(
                    Path.Combine(other, hasIndex ? "train.idx" : "other.idx"), File.ReadAllText(folder["train.idx"])));
        Damage.Survives(
            File.ReadAllBytes(folder["train.idx"]), "train.idx", path => new RecordSource(path),
            other => File.WriteAllBytes(Path.Combine(other, "train.rec"), File.ReadAllBytes(folder["train.rec"])));
    }

    // Record 0 says that pictures are 1..3 and identities 4..5; those have ranges as labels and no bytes.
    private static void WriteInsightFace(string folder)
    {
        using var writer = new BinaryWriter(File.Create(Path.Combine(folder, "train.rec")));
        byte[][] records =
        [
            [.. Header(2, 0), .. Floats(4, 6)],
            [.. Header(0, 10), .. "one"u8],
            [.. Header(0, 9), .. "two"u8],
            [.. Header(0, 10), .. "three!"u8],
            [.. Header(2, 0), .. Floats(2, 3)],
            [.. Header(2, 0), .. Floats(1, 2)],
        ];
        var index = new StringBuilder();
        foreach (var (key, record) in records.Index())
        {
            index.Append(System.Globalization.CultureInfo.InvariantCulture, $"{key}\t{writer.BaseStream.Position}\n");
            Record(writer, record);
        }

        File.WriteAllText(Path.Combine(folder, "train.idx"), index.ToString());
        File.WriteAllText(Path.Combine(folder, "train.lst"), "");
    }

    private static void Record(BinaryWriter writer, byte[] bytes) => Part(writer, 0, bytes);

    private static void Part(BinaryWriter writer, uint flag, byte[] bytes)
    {
        writer.Write(Magic);
        writer.Write((flag << 29) | (uint)bytes.Length);
        writer.Write(bytes);
        writer.Write(new byte[(4 - (bytes.Length % 4)) % 4]);
    }

    private static byte[] Header(uint flag, float label) =>
        [.. BitConverter.GetBytes(flag), .. BitConverter.GetBytes(label), .. new byte[16]];

    private static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
