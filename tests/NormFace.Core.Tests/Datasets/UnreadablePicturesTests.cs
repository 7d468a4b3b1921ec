using Xunit;

namespace NormFace.Datasets;

public class UnreadablePicturesTests
{
    [Fact]
    public void The_picture_beyond_the_share_stops_the_run()
    {
        var unreadable = new UnreadablePictures(200, 0.01);

        unreadable.Report(new PictureException("a/2.jpg", "it is torn."));
        unreadable.Report(new PictureException("a/1.jpg", "it is wet."));
        unreadable.Report(new PictureException("a/1.jpg", "it is wet.")); // in the next epoch
        var error = Assert.Throws<InvalidDataException>(() =>
            unreadable.Report(new PictureException("a/3.jpg", "it is gone.")));

        Assert.StartsWith(
            "At most 1 % of 200 pictures may be unreadable, but 3 are: a/1.jpg: it is wet. a/2.jpg: it is torn.",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal(["a/1.jpg", "a/2.jpg", "a/3.jpg"], unreadable.InOrder().Select(known => known.Picture));
    }

    [Fact]
    public void No_share_stops_at_the_first() =>
        Assert.Throws<InvalidDataException>(() =>
            new UnreadablePictures(1_000_000, 0).Report(new PictureException("a", "b")));

    [Fact]
    public void Reports_from_many_threads_are_all_counted()
    {
        var unreadable = new UnreadablePictures(1000, 1);

        Parallel.For(0, 1000, index => unreadable.Report(new PictureException($"{index}", "x")));

        Assert.Equal(1000, unreadable.Count);
    }

    [Theory]
    [InlineData(-1, 0.1), InlineData(1, -0.1), InlineData(1, 1.1), InlineData(1, double.NaN)]
    public void Arguments_outside_their_range_are_refused(int total, double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new UnreadablePictures(total, share));

    [Fact]
    public void What_is_wrong_with_every_picture_is_said_once()
    {
        var unreadable = new UnreadablePictures(2, 0.5);
        unreadable.Report(new PictureException("a/1.jpg", "it is 8x8, not 9x9."));

        var error = Assert.Throws<InvalidDataException>(() =>
            unreadable.Report(new PictureException("a/2.jpg", "it is 8x8, not 9x9.")));

        Assert.Contains("a/1.jpg, a/2.jpg: it is 8x8, not 9x9. Repair", error.Message, StringComparison.Ordinal);
    }
}
