using NormFace.Alignment;
using Xunit;

namespace NormFace.Detection;

public class BoxSuppressionTests
{
    [Theory]
    [InlineData(false), InlineData(true)]
    public void What_stays_overlaps_no_better_one_and_what_goes_overlaps_one_that_stays(bool bySmaller)
    {
        var random = new Random(7);
        for (var trial = 0; trial < 40; trial++)
        {
            FaceBox[] boxes =
            [
                .. Enumerable.Range(0, 30)
                    .Select(_ => new FaceBox(random.Next(20), random.Next(20), random.Next(1, 15), random.Next(1, 15))),
            ];
            float[] scores = [.. boxes.Select(_ => (float)Math.Round(random.NextDouble(), 1))]; // ties are common
            var kept = BoxSuppression.Keep(boxes, scores, 0.4, bySmaller);

            Assert.All(
                kept,
                index => Assert.DoesNotContain(
                    kept, other => IsBetter(other, index) && Overlap(boxes[other], boxes[index], bySmaller) > 0.4));
            Assert.All(Enumerable.Range(0, boxes.Length).Except(kept), index =>
                Assert.Contains(
                    kept, other => IsBetter(other, index) && Overlap(boxes[other], boxes[index], bySmaller) > 0.4));

            bool IsBetter(int first, int second) =>
                scores[first] > scores[second] || (scores[first] == scores[second] && first < second);
        }
    }

    [Fact]
    public void Boxes_that_only_touch_share_nothing() =>
        Assert.Equal([0, 1], BoxSuppression.Keep([new FaceBox(0, 0, 4, 4), new FaceBox(4, 0, 4, 4)], [0.9f, 0.8f], 0));

    [Fact]
    public void Of_very_many_boxes_the_best_are_compared()
    {
        var count = 10 * BoxSuppression.MostBoxes;
        FaceBox[] boxes = [.. Enumerable.Range(0, count).Select(index => new FaceBox(2 * index, 0, 1, 1))];
        float[] scores = [.. Enumerable.Range(0, count).Select(index => (float)index)];

        var kept = BoxSuppression.Keep(boxes, scores, 0.5);

        Assert.Equal(Enumerable.Range(0, BoxSuppression.MostBoxes).Select(index => count - 1 - index), kept);
    }

    // Whole boxes: pixels counted one by one.
    private static double Overlap(FaceBox first, FaceBox second, bool bySmaller)
    {
        HashSet<(int, int)> Cells(FaceBox box) =>
            [
                .. from x in Enumerable.Range((int)box.Left, (int)box.Width)
                   from y in Enumerable.Range((int)box.Top, (int)box.Height)
                   select (x, y),
            ];
        var (one, other) = (Cells(first), Cells(second));
        var shared = one.Intersect(other).Count();
        return (double)shared / (bySmaller ? Math.Min(one.Count, other.Count) : one.Union(other).Count());
    }
}
