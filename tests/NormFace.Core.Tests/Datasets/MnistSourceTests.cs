using System.IO.Compression;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Datasets;

public class MnistSourceTests
{
    private static readonly byte[] Images =
    [
        0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 2, 9, 4];

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Plain_and_gzipped_files_are_read_by_file_and_by_folder(bool isZipped)
    {
        using var folder = new TemporaryFolder();
        Write(folder["t10k-images-idx3-ubyte"], Images, isZipped);
        Write(folder["t10k-labels-idx1-ubyte"], Labels, !isZipped);

        foreach (var path in new[] { folder.Path, folder["t10k-images-idx3-ubyte" + (isZipped ? ".gz" : "")] })
        {
            using var source = Assert.IsType<MnistSource>(PictureSourceCatalogue.Default.Open(path));
            Assert.Equal([new("0000001", "4"), new("0000000", "9")], source.Entries);
            var picture = source.Read(0);
            Assert.Equal((3, 2, 1), (picture.PixelWidth, picture.PixelHeight, picture.PixelChannels));
            Assert.Equal<byte>([7, 8, 9, 10, 11, 12], picture.Bytes.ToArray());
        }
    }

    [Theory]
    [InlineData("train", 60000, new[] { 5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949 })]
    [InlineData("t10k", 10000, new[] { 980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009 })]
    public void The_canonical_digits_are_counted_as_published(string part, int count, int[] digits)
    {
        var folder = SharedData.Find("data/mnist");
        Assert.SkipUnless(folder is not null, "shared/data is absent.");

        using var source = new MnistSource(Path.Combine(folder!, $"{part}-images-idx3-ubyte.gz"));

        Assert.Equal(count, source.Entries.Count);
        Assert.Equal(digits, source.Entries.CountBy(entry => entry.Identity).Select(pair => pair.Value));
        Assert.Equal(28 * 28, source.Read(count - 1).Bytes.Length);
    }

    [Fact]
    public void Files_that_do_not_belong_together_or_claim_too_much_are_refused()
    {
        using var folder = new TemporaryFolder();
        Write(folder["train-images-idx3-ubyte"], Images, isZipped: false);
        Assert.Throws<FileNotFoundException>(() => new MnistSource(folder.Path));

        Write(folder["train-labels-idx1-ubyte"], [0, 0, 8, 1, 0, 0, 0, 1, 9], isZipped: false);
        Assert.Contains(
            "expected 2 labels",
            Assert.Throws<InvalidDataException>(() => new MnistSource(folder.Path)).Message,
            StringComparison.Ordinal);

        Write(
            folder["train-images-idx3-ubyte"],
            [0, 0, 8, 3, 127, 255, 255, 255, 127, 255, 255, 255, 127, 255, 255, 255, 1],
            isZipped: false);
        Assert.Contains(
            "fit the file",
            Assert.Throws<InvalidDataException>(() => new MnistSource(folder.Path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_file_that_unpacks_to_much_is_refused()
    {
        using var folder = new TemporaryFolder();
        Write(folder["train-labels-idx1-ubyte"], [0, 0, 8, 1, 0, 0, 0, 20, .. new byte[20]], isZipped: false);
        byte[] header = [0, 0, 8, 3, 0, 0, 0, 20, 0, 0, 4, 0, 0, 0, 4, 0];
        Write(folder["train-images-idx3-ubyte"], [.. header, .. new byte[20 << 20]], isZipped: true);

        Assert.Contains(
            "fit the file, found 20 x 1024 x 1024",
            Assert.Throws<InvalidDataException>(() => new MnistSource(folder.Path)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Flipped_and_truncated_files_are_refused_by_name(bool isZipped)
    {
        using var folder = new TemporaryFolder();
        Write(folder["images"], Images, isZipped);
        var images = File.ReadAllBytes(folder["images" + (isZipped ? ".gz" : "")]);

        Damage.Survives(
            images, "train-images-idx3-ubyte" + (isZipped ? ".gz" : ""), path => new MnistSource(path),
            other => File.WriteAllBytes(Path.Combine(other, "train-labels-idx1-ubyte"), Labels));
    }

    private static void Write(string path, byte[] bytes, bool isZipped)
    {
        using Stream stream =
            isZipped ? new GZipStream(File.Create(path + ".gz"), CompressionLevel.Optimal) : File.Create(path);
        stream.Write(bytes);
    }
}
