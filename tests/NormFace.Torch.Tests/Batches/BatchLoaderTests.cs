using NormFace.Datasets;
using NormFace.Pictures;
using NormFace.Preparation;
using NormFace.Sampling;
using NormFace.TestKit;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Batches;

public sealed class BatchLoaderTests
{
    private const int Pictures = 37;
    private static readonly PixelContract Contract = new(
        6, 5, ChannelOrder.Rgb, 127.5, 1 / 128.0, "none", PictureCrop.Whole(6, 5));

    [Fact]
    public void Batches_are_identical_for_one_two_and_four_threads_and_with_a_cache()
    {
        var expected = Batches(threads: 1, cacheBytes: 0);

        Assert.Equal(expected, Batches(threads: 2, cacheBytes: 0));
        Assert.Equal(expected, Batches(threads: 4, cacheBytes: 0));
        Assert.Equal(expected, Batches(threads: 4, cacheBytes: 1 << 20));
        Assert.Equal(expected, Batches(threads: 4, cacheBytes: 10 * 90)); // room for ten
    }

    [Fact]
    public void A_loader_that_starts_later_gives_the_later_batches() =>
        Assert.Equal(Batches(threads: 2).Skip(5), Batches(threads: 2, first: 5));

    [Theory, InlineData(true), InlineData(false)]
    public void A_byte_becomes_its_distance_from_the_mean_times_the_factor(bool isChannelsLast)
    {
        byte[] pixels = [.. Enumerable.Range(0, 90).Select(value => (byte)(value * 255 / 89))];

        using var pictures = PictureTensor.From(pixels, Contract, CPU, isChannelsLast);

        Assert.Equal([1, 3, 5, 6], pictures.shape);
        for (var row = 0; row < 5; row++)
        {
            for (var column = 0; column < 6; column++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    Assert.Equal(
                        (pixels[(((row * 6) + column) * 3) + channel] - 127.5) / 128,
                        pictures[0, channel, row, column].item<float>(),
                        1e-6);
                }
            }
        }

        Assert.Equal(0.99609375f, pictures[0, 2, 4, 5].item<float>()); // 255, exactly
    }

    [Fact]
    public void On_a_device_bytes_become_the_same_numbers_to_the_last_bit()
    {
        byte[] pixels = [.. Enumerable.Range(0, 2 * 90).Select(value => (byte)(value * 255 / 179))];
        var contract = Contract with { Mean = 100.3, Factor = 1 / 255.0 };

        using var pictures = PictureTensor.From(pixels, contract, CPU);
        using var looked = PictureTensor.Looked(pixels, contract, [2, 5, 6, 3], CPU);

        Assert.True(pictures.permute(0, 2, 3, 1).IsSameAs(looked));
    }

    [Fact]
    public void An_unreadable_picture_gives_way_to_the_next_on_every_thread()
    {
        var batches = Batches(threads: 4, isBroken: index => index is 3 or 4, share: 0.1);

        Assert.Equal(Batches(threads: 1, isBroken: index => index is 3 or 4, share: 0.1), batches);
        Assert.DoesNotContain(batches, batch => batch.Indices.Contains(3) || batch.Indices.Contains(4));
        Assert.Contains(batches, batch => batch.Indices.Contains(5));
    }

    [Fact]
    public void Too_many_unreadable_pictures_stop_the_loader_by_name()
    {
        var error = Assert.Throws<InvalidDataException>(() =>
            Batches(threads: 2, isBroken: index => index % 2 == 0, share: 0.1));

        Assert.Contains("picture-", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_of_which_nothing_can_be_read_ends_the_loader_though_all_may_be_unreadable()
    {
        var error = Assert.Throws<InvalidDataException>(() => Batches(threads: 2, isBroken: _ => true, share: 1));

        Assert.Contains("None of the", error.Message, StringComparison.Ordinal);
        Assert.Contains("picture-", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_set_with_one_readable_picture_that_one_is_shown() =>
        Assert.All(
            Batches(threads: 2, isBroken: index => index != 3, share: 1),
            batch => Assert.All(batch.Indices, index => Assert.Equal(3, index)));

    [Fact]
    public void A_loader_that_looks_for_a_readable_picture_can_be_stopped()
    {
        using var cancellation = new CancellationTokenSource();
        var pictures = new PictureSet(
            [.. Enumerable.Range(0, 1_000_000)],
            Contract,
            (index, _) =>
            {
                cancellation.Cancel();
                throw new PictureException($"picture-{index}", "it is broken.");
            },
            new UnreadablePictures(1_000_000, 1));
        using var loader = new BatchLoader(pictures, new ShuffledOrder(1_000_000, 8, seed: 1), seed: 1);

        Assert.Throws<OperationCanceledException>(() => loader.Next(CPU, cancellation: cancellation.Token));
    }

    [Fact]
    public void Batches_leave_no_tensors_behind()
    {
        using var loader = new BatchLoader(Set(0, _ => false, 0), new ShuffledOrder(Pictures, 8, seed: 1), seed: 1);

        TensorLeak.None(() => loader.Next(CPU).Dispose());
    }

    private static Record[] Batches(
        int threads, long cacheBytes = 0, long first = 0, Func<int, bool>? isBroken = null, double share = 0)
    {
        using var loader = new BatchLoader(
            Set(
                cacheBytes,
                isBroken ?? (_ => false),
                share), new ShuffledOrder(Pictures, batchSize: 8, seed: 5), seed: 9, first, threads);
        var records = new List<Record>();
        for (var number = first; number < 15; number++) // three epochs
        {
            using var batch = loader.Next(CPU);
            using var flat = batch.Input.contiguous();
            records.Add(new Record(
                string.Join(",", flat.data<float>().ToArray()),
                string.Join(",", batch.Labels.data<long>().ToArray()),
                [.. batch.Indices]));
        }

        return [.. records];
    }

    private static PictureSet Set(long cacheBytes, Func<int, bool> isBroken, double share) => new(
        [.. Enumerable.Range(0, Pictures).Select(index => index % 5)],
        Contract,
        (index, destination) =>
        {
            if (isBroken(index))
            {
                throw new PictureException($"picture-{index}", "it is broken.");
            }

            new SeededDraw(index).Fill(destination);
        },
        new UnreadablePictures(Pictures, share),
        new Augmentation { Mirror = true, CropJitter = 1 },
        cacheBytes);

    private sealed record Record(string Pictures, string Labels, IReadOnlyList<int> Indices)
    {
        public bool Equals(Record? other) =>
            other is not null
                && Pictures == other.Pictures
                && Labels == other.Labels
                && Indices.SequenceEqual(other.Indices);

        public override int GetHashCode() => HashCode.Combine(Pictures, Labels);
    }
}
