using System.Numerics;
using NormFace.Datasets;
using NormFace.TestKit;
using SkiaSharp;
using Xunit;

namespace NormFace.Inspection;

public class PictureInspectorTests
{
    [Fact]
    public void What_is_in_a_folder_is_told_whatever_the_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        var first = EncodedPictures.Squares(64, 48, 1);
        Write(folder, "a/1.png", EncodedPictures.Encode(first, SKEncodedImageFormat.Png));
        Write(folder, "b/copy.png", EncodedPictures.Encode(first, SKEncodedImageFormat.Png));
        // Looks the same, stored anew.
        Write(folder, "a/2.jpg", EncodedPictures.Encode(first, SKEncodedImageFormat.Jpeg, 90));
        Write(folder, "b/3.png", EncodedPictures.Encode(EncodedPictures.Squares(64, 48, 2), SKEncodedImageFormat.Png));
        Write(folder, "b/4.png", EncodedPictures.Encode(EncodedPictures.Squares(32, 32, 3), SKEncodedImageFormat.Png));
        Write(folder, "c/torn.jpg", EncodedPictures.Encode(first, SKEncodedImageFormat.Jpeg)[..200]);
        Write(folder, "root.jpg", "no picture"u8.ToArray());
        using var source = PictureSourceCatalogue.Default.Open(folder.Path);

        foreach (var threads in new[] { 1, 4 })
        {
            var found = DatasetInspection.Of(source, threads, cancellationToken: TestContext.Current.CancellationToken);

            Assert.Equal((7, 3, 1), (found.PictureCount, found.IdentityCount, found.UnnamedPictureCount));
            Assert.Equal([new(1, 1), new(2, 1), new(3, 1)], found.PicturesOfIdentity);
            Assert.Equal([new(64, 48, 4), new(32, 32, 1)], found.Sizes);
            var exact = Assert.Single(found.ExactDuplicates);
            Assert.Equal(["a/1.png", "b/copy.png"], exact.Pictures);
            Assert.Equal(2, exact.IdentityCount);
            Assert.Equal(["a/1.png", "a/2.jpg", "b/copy.png"], Assert.Single(found.NearDuplicates).Pictures);
            Assert.Equal(["root.jpg", "c/torn.jpg"], found.Unreadable.Select(picture => picture.Picture));
            Assert.Equal(
                Directory.GetFiles(folder.Path, "*.*", SearchOption.AllDirectories)
                    .Sum(path => new FileInfo(path).Length) - 200 - 10,
                found.StoredBytes);
        }
    }

    [Fact]
    public void A_strict_inspection_ends_at_an_unreadable_picture_and_any_when_cancelled()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "a/torn.jpg", "no picture"u8.ToArray());
        using var source = PictureSourceCatalogue.Default.Open(folder.Path);

        Assert.Throws<PictureException>(
            () =>
                DatasetInspection.Of(source, isStrict: true, cancellationToken: TestContext.Current.CancellationToken));
        Assert.ThrowsAny<OperationCanceledException>(
            () => DatasetInspection.Of(source, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => DatasetInspection.Of(source, threads: 0, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_empty_folder_is_inspected()
    {
        using var folder = new TemporaryFolder();
        using var source = PictureSourceCatalogue.Default.Open(folder.Path);

        Assert.Equal(
            0, DatasetInspection.Of(source, cancellationToken: TestContext.Current.CancellationToken).PictureCount);
    }

    [Fact]
    public void Near_hashes_are_found_as_by_comparing_all_with_all()
    {
        var random = new Random(1);
        var hashes = Enumerable.Range(0, 3000).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))
            .ToArray();
        for (var index = 0; index < 1000; index++)
        {
            hashes[index + 1000] = hashes[index];
            for (var bits = random.Next(6); bits > 0; bits--)
            {
                hashes[index + 1000] ^= 1UL << random.Next(64);
            }
        }

        var groups = NearGroups.Find(
            [.. Enumerable.Range(0, hashes.Length).Select(index => new[] { index })],
            index => hashes[index],
            3,
            CancellationToken.None);

        var literal = new HashSet<(int, int)>();
        for (var one = 0; one < hashes.Length; one++)
        {
            for (var other = one + 1; other < hashes.Length; other++)
            {
                if (BitOperations.PopCount(hashes[one] ^ hashes[other]) <= 3)
                {
                    literal.Add((one, other));
                }
            }
        }

        Assert.Equal(literal, groups.Select(group => (group[0], Assert.Single(group[1..]))).ToHashSet());
    }

    [Fact]
    public void Many_pictures_of_one_look_take_no_time() => Assert.Single(NearGroups.Find(
        [.. Enumerable.Range(0, 300_000).Select(index => new[] { index })], _ => 42, 3, CancellationToken.None));

    [Fact]
    public void The_two_pictures_that_LFW_holds_twice_are_found()
    {
        var path = SharedData.Find("data/lfw-112x112.zip");
        Assert.SkipUnless(path is not null, "shared/data is absent.");
        using var whole = PictureSourceCatalogue.Default.Open(path!);
        using var source = whole.Where(entry => entry.Identity[0] is 'B' or 'C' or 'R');

        var found = DatasetInspection.Of(source, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([new(112, 112, source.Entries.Count)], found.Sizes);
        Assert.Equal(2, found.ExactDuplicates.Count);
        Assert.All(found.ExactDuplicates, group => Assert.Equal(2, group.IdentityCount)); // known errors of its labels
        Assert.Empty(found.Unreadable);
    }

    private static void Write(TemporaryFolder folder, string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
        File.WriteAllBytes(folder[path], bytes);
    }
}
