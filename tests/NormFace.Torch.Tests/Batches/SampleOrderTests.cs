using NormFace.Sampling;
using Xunit;

namespace NormFace.Batches;

public class SampleOrderTests
{
    [Fact]
    public void Every_sample_comes_once_an_epoch_whatever_the_batch_size()
    {
        var order = new ShuffledOrder(count: 23, batchSize: 4, seed: 5);
        var drawn = Enumerable.Range(0, 23).SelectMany(batch => order.Batch(batch)).ToArray(); // 92 = four epochs

        foreach (var epoch in drawn.GroupBy(sample => sample.Epoch))
        {
            Assert.Equal(Enumerable.Range(0, 23), epoch.Select(sample => sample.Index).Order());
        }

        Assert.Equal([0, 1, 2, 3], drawn.Select(sample => sample.Epoch).Distinct());
    }

    [Fact]
    public void A_batch_is_the_same_whenever_it_is_asked_for()
    {
        var forwards = new ShuffledOrder(100, 8, seed: 1);
        var backwards = new ShuffledOrder(100, 8, seed: 1);
        var expected = Enumerable.Range(0, 50).Select(batch => forwards.Batch(batch)).ToArray();

        foreach (var batch in Enumerable.Range(0, 50).Reverse())
        {
            Assert.Equal(expected[batch], backwards.Batch(batch));
        }
    }

    [Fact]
    public void Epochs_and_seeds_differ_in_order()
    {
        var order = new ShuffledOrder(50, 50, seed: 1);

        Assert.NotEqual(order.Batch(0).Select(sample => sample.Index), order.Batch(1).Select(sample => sample.Index));
        Assert.NotEqual(order.Batch(0), new ShuffledOrder(50, 50, seed: 2).Batch(0));
    }

    [Fact]
    public void A_balanced_batch_holds_P_identities_with_K_pictures_each()
    {
        int[] labels = [.. Enumerable.Range(0, 60).Select(index => index % 7)]; // 8 or 9 pictures of 7 identities
        var order = new BalancedOrder(labels, identities: 3, picturesPerIdentity: 4, seed: 9);

        for (var batch = 0; batch < 20; batch++)
        {
            var groups = order.Batch(batch).GroupBy(sample => labels[sample.Index]).ToArray();
            Assert.Equal(3, groups.Length);
            Assert.All(groups, group => Assert.Equal(4, group.Select(sample => sample.Index).Distinct().Count()));
        }
    }

    [Fact]
    public void Balanced_rounds_give_every_identity_its_turn()
    {
        int[] labels = [.. Enumerable.Range(0, 40).Select(index => index / 4)];
        var order = new BalancedOrder(labels, identities: 5, picturesPerIdentity: 2, seed: 3);

        var round = order.Batch(6).Concat(order.Batch(7)).Select(sample => labels[sample.Index]).Distinct();

        Assert.Equal(10, round.Count());
    }

    [Fact]
    public void An_identity_with_few_pictures_repeats_them_evenly()
    {
        var order = new BalancedOrder([0, 0, 1, 1], identities: 2, picturesPerIdentity: 4, seed: 1);

        var counts = order.Batch(0).GroupBy(sample => sample.Index).Select(group => group.Count());

        Assert.Equal([2, 2, 2, 2], counts);
    }

    [Fact]
    public void Draws_are_even()
    {
        var draw = new SeededDraw(7);
        var counts = new int[10];
        for (var turn = 0; turn < 100_000; turn++)
        {
            counts[draw.NextIndex(10)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400)); // 10,000 ± 4 standard deviations of 95
    }
}
