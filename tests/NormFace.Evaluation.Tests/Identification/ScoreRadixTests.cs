using Xunit;

namespace NormFace.Identification;

public class ScoreRadixTests
{
    [Theory]
    [InlineData(3), InlineData(50), InlineData(int.MaxValue)]
    public void Every_rank_has_the_score_and_counts_of_a_full_sort(int distinct)
    {
        var random = new Random(distinct);
        float[] scores = [.. Enumerable.Range(0, 700).Select(_ => distinct == int.MaxValue
            ? (float)((2 * random.NextDouble()) - 1)
            : (random.Next(distinct) - (distinct / 2)) / 8f)];
        scores[5] = -0f;
        scores[6] = 0f;
        scores[7] = float.NegativeInfinity;
        scores[8] = float.MaxValue;
        float[] sorted = [.. scores.OrderDescending()];

        var radix = Count(scores, Enumerable.Range(1, scores.Length).Select(rank => (long)rank));

        for (var rank = 1; rank <= scores.Length; rank++)
        {
            var value = sorted[rank - 1];
            Assert.Equal(
                new RankedScore(
                    value, scores.Count(score => score > value), scores.Count(score => score == value)),
                        radix.At(rank));
        }
    }

    [Fact]
    public void A_rank_that_there_is_not_is_refused()
    {
        var radix = Count([1, 2], [1]);

        Assert.Throws<ArgumentOutOfRangeException>(() => radix.At(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => radix.At(3));
    }

    private static ScoreRadix Count(float[] scores, IEnumerable<long> ranks)
    {
        // Three workers share the scores.
        var total = new ScoreRadix();
        foreach (var part in scores.Chunk((scores.Length / 3) + 1))
        {
            var worker = total.Fresh();
            worker.Count(part);
            total.Add(worker);
        }

        total.Narrow(ranks);
        foreach (var part in scores.Chunk((scores.Length / 3) + 1))
        {
            var worker = total.Fresh();
            worker.CountInside(part);
            total.Add(worker);
        }

        return total;
    }
}
