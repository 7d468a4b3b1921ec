using NormFace.Embeddings;
using Xunit;

namespace NormFace.Protocols.Ytf;

public sealed class YtfVideosTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Frames_go_to_their_videos_in_the_order_of_rows()
    {
        var videos = new YtfVideos(
            Set("A/1/x.jpg", "A/0/b.jpg", "Z/9/c.jpg", "A/0/a.jpg", "B/0/sub/a.jpg", "C/0/1", "C/1/1"), Splits());

        Assert.Equal(["A/0", "A/1", "B/0", "C/0", "C/1"], videos.Names);
        Assert.Equal([1, 3], videos.Frames("A/0"));
        Assert.Equal([0], videos.Frames("A/1"));
        Assert.Equal([4], videos.Frames("B/0"));
    }

    [Fact]
    public void Missing_videos_are_counted_and_named() => Assert.EndsWith(
        "but 3 of 5 have none: B/0, C/0, C/1.",
        Assert.Throws<InvalidDataException>(() => new YtfVideos(Set("A/0/a.jpg", "A/1/a.jpg"), Splits())).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Of_many_missing_videos_ten_are_named()
    {
        var pairs = string.Concat(Enumerable.Range(1, 12).Select(pair => $"1, {pair}, A/0, B/{pair}, 0\n"));

        var message = Assert.Throws<InvalidDataException>(() => new YtfVideos(
            Set("A/0/a.jpg", "A/1/a.jpg"), Splits(pairs + "1, 99, A/0, A/1, 1\n2, 1, A/0, A/1, 1\n2, 2, A/0, C/0, 0\n"))).Message;

        Assert.Contains("13 of 15 have none: B/1, ", message, StringComparison.Ordinal);
        Assert.EndsWith("B/10, ...", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A.jpg"), InlineData("A/0.jpg"), InlineData("/0/a.jpg"), InlineData("A//a.jpg"), InlineData("A/0/")]
    public void A_frame_of_another_name_is_named(string name) => Assert.Contains(
        $"one is '{name}'",
        Assert.Throws<InvalidDataException>(() => new YtfVideos(Set(name), Splits())).Message,
        StringComparison.Ordinal);

    private static FeatureSet Set(params string[] names) => new([.. names.Select(_ => 1f)], names);

    private YtfSplits Splits(
        string text = "1, 1, A/0, A/1, 1\n1, 2, A/0, B/0, 0\n2, 1, C/0, C/1, 1\n2, 2, C/0, B/0, 0\n")
    {
        var path = Path.Combine(folder.Path, "splits.txt");
        File.WriteAllText(path, text);
        return YtfSplits.Read(path);
    }
}
