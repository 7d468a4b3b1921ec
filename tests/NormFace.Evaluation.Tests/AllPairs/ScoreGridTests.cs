using System.Runtime.Intrinsics;
using Xunit;

namespace NormFace.AllPairs;

public class ScoreGridTests
{
    [Fact]
    public void Places_and_orders_rise_with_the_score()
    {
        var random = new Random(1);
        var scores = Enumerable.Range(0, 20_000)
            .Select(_ => (float)((random.NextDouble() - 0.5) * 2.002 * Math.Pow(10, -random.Next(8))))
            .Concat([-1, -0.5f, -0f, 0, float.Epsilon, -float.Epsilon, 0.5f, 1, 1.0000001f])
            .Order()
            .ToArray();

        for (var index = 1; index < scores.Length; index++)
        {
            Assert.True(ScoreGrid.PlaceOf(scores[index - 1]) <= ScoreGrid.PlaceOf(scores[index]));
            Assert.Equal(
                scores[index - 1].CompareTo(scores[index]),
                ScoreGrid.OrderOf(scores[index - 1]).CompareTo(ScoreGrid.OrderOf(scores[index])));
            Assert.Equal(scores[index], ScoreGrid.ScoreOf(ScoreGrid.OrderOf(scores[index])));
            Assert.InRange(ScoreGrid.PlaceOf(scores[index]), 1, ScoreGrid.Places - 1);
        }
    }

    [Fact]
    public void Sixteen_places_are_those_of_each()
    {
        float[] scores =
        [
            -1,
            -0.3f,
            -0f,
            0,
            1e-30f,
            0.1f,
            0.25f,
            0.5f,
            0.9999f,
            1,
            1.0000001f,
            float.NaN,
            -5,
            5,
            0.7f,
            -1.00001f,
        ];

        Assert.Equal(
            scores.Select(ScoreGrid.PlaceOf),
            Enumerable.Range(0, 16).Select(index => ScoreGrid.PlacesOf(Vector512.Create(scores))[index]).ToArray());
        Assert.Equal(0, ScoreGrid.PlaceOf(float.NaN));
    }

    [Fact]
    public void The_first_order_of_a_place_begins_it() =>
        Assert.All([385, 10_000, 16_384, 16_385, 25_000, 32_384], place =>
    {
        var first = ScoreGrid.FirstOrder(place);
        Assert.Equal(place, ScoreGrid.PlaceOf(ScoreGrid.ScoreOf(first)));
        Assert.Equal(place - 1, ScoreGrid.PlaceOf(ScoreGrid.ScoreOf(first - 1)));
    });
}
