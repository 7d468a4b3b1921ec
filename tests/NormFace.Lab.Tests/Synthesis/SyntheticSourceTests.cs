using NormFace.AllPairs;
using NormFace.Embeddings;
using NormFace.Preparation;
using NormFace.Verification;
using Xunit;

namespace NormFace.Synthesis;

public class SyntheticSourceTests
{
    [Fact]
    public void The_same_seed_draws_the_same_bytes_on_any_thread_and_in_any_order()
    {
        using var source = new SyntheticSource(seed: 3, identities: 6, picturesPerIdentity: 5);
        var inOrder = Enumerable.Range(0, 30).Select(index => source.Read(index).Bytes.ToArray()).ToArray();
        var again = new byte[30][];

        using var another = new SyntheticSource(3, 6, 5);
        Parallel.For(0, 30, index => again[29 - index] = another.Read(29 - index).Bytes.ToArray());

        Assert.Equal(inOrder, again);
    }

    [Fact]
    public void No_two_pictures_are_alike_and_another_seed_draws_others()
    {
        using var source = new SyntheticSource(3, 10, 10);
        using var another = new SyntheticSource(4, 10, 10);

        var distinct = Enumerable.Range(0, 100).SelectMany(index => new[] { source.Read(index), another.Read(index) })
            .Select(picture => Convert.ToHexString(picture.Bytes.Span)).Distinct();

        Assert.Equal(200, distinct.Count());
    }

    [Fact]
    public void A_source_may_begin_at_a_later_person()
    {
        using var all = new SyntheticSource(3, 4, 2);
        using var later = new SyntheticSource(3, 2, 2, firstIdentity: 2);

        Assert.Equal(all.Entries.Skip(4), later.Entries);
        Assert.Equal(all.Read(5).Bytes.ToArray(), later.Read(1).Bytes.ToArray());
    }

    [Fact]
    public void Entries_are_named_and_ordered_as_every_source_orders_them()
    {
        using var source = new SyntheticSource(1, 12, 11);

        Assert.Equal(("id-0001/0003", "id-0001"), (source.Entries[14].Path, source.Entries[14].Identity));
        Assert.Equal(
            source.Entries.OrderBy(entry => entry.Identity, StringComparer.Ordinal)
                .ThenBy(entry => entry.Path, StringComparer.Ordinal),
            source.Entries);
    }

    [Fact]
    public void Pictures_are_bare_pixels_that_the_ordinary_preparation_takes()
    {
        using var source = new SyntheticSource(1, 1, 1);
        var contract = new Pictures.PixelContract(
            48,
            56,
            Pictures.ChannelOrder.Rgb,
            127.5,
            1 / 128.0,
            "five-point-96x112",
            Pictures.PictureCrop.Whole(48, 56));
        var prepared = new byte[contract.ByteCount];

        new PixelPreparation(contract).Prepare(source.Read(0), source.Entries[0].Path, prepared);

        Assert.Equal(source.Read(0).Bytes.ToArray(), prepared);
    }

    [Fact]
    public void Pixels_alone_tell_unseen_people_apart_poorly()
    {
        // 100 people, 4 pictures each, the cosine of raw pixels: between guessing (0.5) and a task that needs no
        // learning.
        using var source = new SyntheticSource(1, 100, 4, firstIdentity: 1000);
        var rows = Enumerable.Range(0, 400)
            .SelectMany(index => source.Read(index).Bytes.ToArray().Select(value => value - 127.5f))
            .ToArray();
        var embeddings = new FeatureSet(rows, [.. source.Entries.Select(entry => entry.Path)]).Normalize();

        var rate = RocCurve.EqualErrorRate(ScoreSet.From(AllPairsEvaluation.Scores(embeddings))).Rate;

        Assert.InRange(rate, 0.30, 0.40);
    }

    [Fact]
    public void On_average_the_eyes_lie_at_the_five_points_of_the_template()
    {
        // Half of (30.2946, 51.6963) and (65.5318, 51.5014).
        using var source = new SyntheticSource(2, 1200, 1);
        var mean = new double[48 * 56];
        for (var index = 0; index < 1200; index++)
        {
            var rgb = source.Read(index).Bytes.Span;
            for (var pixel = 0; pixel < mean.Length; pixel++)
            {
                mean[pixel] += rgb[3 * pixel] + rgb[(3 * pixel) + 1] + rgb[(3 * pixel) + 2];
            }
        }

        var (left, right) = (Darkest(mean, 8, 22), Darkest(mean, 26, 40));

        Assert.InRange(left.X, 13.1, 17.1);
        Assert.InRange(right.X, 30.8, 34.8);
        Assert.InRange(left.Y, 23.8, 27.8);
        Assert.InRange(right.Y, 23.8, 27.8);
    }

    [Fact]
    public void Pictures_can_be_drawn_at_other_sizes()
    {
        using var source = new SyntheticSource(1, 2, 1, 96, 112);

        Assert.Equal(
            (96, 112, 3, 96 * 112 * 3),
            (
                source.Read(1).PixelWidth,
                source.Read(1).PixelHeight,
                source.Read(1).PixelChannels,
                source.Read(1).Bytes.Length));
    }

    [Theory]
    [InlineData(0, 1, 48, 0, "identities must lie in [1, 10000], but was 0.")]
    [InlineData(1, 1001, 48, 0, "picturesPerIdentity must lie in [1, 1000], but was 1001.")]
    [InlineData(1, 1, 4, 0, "width must lie in [8, 1024], but was 4.")]
    [InlineData(5000, 1, 48, 5001, "firstIdentity must lie in [0, 5000], but was 5001.")]
    public void Numbers_outside_their_range_are_refused(
        int identities, int pictures, int width, int first, string message) =>
        Assert.StartsWith(
        message,
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new SyntheticSource(1, identities, pictures, width, firstIdentity: first)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(-1), InlineData(4)]
    public void An_index_outside_the_entries_is_refused(int index)
    {
        using var source = new SyntheticSource(1, 2, 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(index));
    }

    // Centre of the darkest three by three pixels between two columns, around the rows of the eyes.
    private static (double X, double Y) Darkest(double[] mean, int low, int high)
    {
        double Around(int x, int y) => (
            from row in Enumerable.Range(y - 1, 3)
            from column in Enumerable.Range(x - 1, 3)
            select mean[(row * 48) + column]).Sum();

        var (column, row) = (
            from y in Enumerable.Range(22, 9)
            from x in Enumerable.Range(low, high - low)
            select (x, y)).MinBy(place => Around(place.x, place.y));
        return (column + 0.5, row + 0.5);
    }
}
