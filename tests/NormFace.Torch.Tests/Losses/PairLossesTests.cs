using NormFace.Geometry;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Losses;

public class PairLossesTests
{
    private static readonly long[] Labels = [0, 0, 1, 1, 1, 2];

    [Theory]
    [InlineData(PairAverage.Mined), InlineData(PairAverage.Active)]
    public void Contrastive_over_all_pairs_is_the_loop_over_pairs(PairAverage average)
    {
        using var scope = NewDisposeScope();
        var (features, distances) = Sample();
        var losses = new List<double>();

        for (var i = 0; i < 6; i++)
        {
            for (var j = 0; j < 6; j++)
            {
                if (i != j)
                {
                    losses.Add(
                        Labels[i] == Labels[j] ? Math.Max(0, distances[i, j] - 0.1) : Math.Max(0, 1 - distances[i, j]));
                }
            }
        }

        var loss = new PairContrastiveLoss(new PairContrastiveOptions { PositiveMargin = 0.1, Average = average });
        Assert.Equal(Mean(losses, average), loss.call(features, tensor(Labels)).item<double>(), 1e-10);
    }

    [Fact]
    public void Contrastive_over_the_hardest_takes_the_farthest_genuine_and_the_nearest_impostor()
    {
        using var scope = NewDisposeScope();
        var (features, distances) = Sample();
        var losses = new List<double>();

        for (var i = 0; i < 6; i++)
        {
            var genuine = Others(i).Where(j => Labels[i] == Labels[j]).Select(j => distances[i, j]).ToArray();
            if (genuine.Length > 0)
            {
                losses.Add(genuine.Max());
            }

            losses.Add(Math.Max(0, 1 - Others(i).Where(j => Labels[i] != Labels[j]).Min(j => distances[i, j])));
        }

        var loss = new PairContrastiveLoss(new PairContrastiveOptions { Mining = Mining.Hardest });
        Assert.Equal(losses.Average(), loss.call(features, tensor(Labels)).item<double>(), 1e-10);
    }

    [Theory]
    [InlineData(Mining.All, PairAverage.Mined), InlineData(Mining.All, PairAverage.Active)]
    [InlineData(Mining.Hardest, PairAverage.Mined)]
    [InlineData(Mining.SemiHard, PairAverage.Mined)]
    [InlineData(Mining.SemiHard, PairAverage.Active)]
    public void Triplet_is_the_loop_over_triplets(Mining mining, PairAverage average)
    {
        using var scope = NewDisposeScope();
        var (features, distances) = Sample();
        var losses = new List<double>();

        for (var a = 0; a < 6; a++)
        {
            var genuine = Others(a).Where(p => Labels[a] == Labels[p]).ToArray();
            var impostors = Others(a).Where(n => Labels[a] != Labels[n]).ToArray();
            var positives =
                mining == Mining.Hardest && genuine.Length > 0 ? [genuine.MaxBy(p => distances[a, p])] : genuine;

            foreach (var p in positives)
            {
                var mined = mining switch
                {
                    Mining.Hardest => [impostors.MinBy(n => distances[a, n])],
                    Mining.SemiHard =>
                        impostors.Where(n => distances[a, n] > distances[a, p])
                            .OrderBy(n => distances[a, n])
                            .Take(1)
                            .ToArray(),
                    _ => impostors,
                };
                losses.AddRange(mined.Select(n => Math.Max(0, 0.4 + distances[a, p] - distances[a, n])));
            }
        }

        var loss = new PairTripletLoss(new PairTripletOptions { Margin = 0.4, Mining = mining, Average = average });
        Assert.Equal(Mean(losses, average), loss.call(features, tensor(Labels)).item<double>(), 1e-10);
    }

    [Fact]
    public void A_batch_without_genuine_pairs_has_no_triplets_and_costs_nothing()
    {
        using var scope = NewDisposeScope();
        var features = randn(3, 4).requires_grad_();

        foreach (var mining in Enum.GetValues<Mining>())
        {
            var value = new PairTripletLoss(
                new PairTripletOptions { Mining = mining }).call(features, tensor(new long[] { 0, 1, 2 }));
            value.backward();

            Assert.Equal(0, value.item<float>());
        }
    }

    [Fact]
    public void Semi_hard_mining_is_refused_for_pairs()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            new PairContrastiveLoss(new PairContrastiveOptions { Mining = Mining.SemiHard }));

        Assert.StartsWith(
            "Mining must be All or Hardest for pairs, but was SemiHard", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_below_zero_are_refused()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() =>
            new PairTripletLoss().call(randn(2, 3), tensor(new long[] { 4, -2 })));

        Assert.StartsWith(
            "labels must be at least 0, but the label of row 1 was -2.", error.Message, StringComparison.Ordinal);
    }

    private static (Tensor Features, double[,] Distances) Sample()
    {
        random.manual_seed(21);
        var features = randn(6, 3, ScalarType.Float64);
        var unit = Hypersphere.Project(features);
        var distances = new double[6, 6];
        foreach (var (i, j) in Enumerable.Range(0, 36).Select(index => (index / 6, index % 6)))
        {
            distances[i, j] = (unit[i] - unit[j]).square().sum().item<double>();
        }

        return (features, distances);
    }

    private static IEnumerable<int> Others(int index) => Enumerable.Range(0, 6).Where(other => other != index);

    private static double Mean(List<double> losses, PairAverage average) =>
        losses.Sum() / (average == PairAverage.Mined ? losses.Count : losses.Count(loss => loss > 0));
}
