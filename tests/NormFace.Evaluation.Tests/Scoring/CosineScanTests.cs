using NormFace.AllPairs;
using NormFace.Embeddings;
using Xunit;

namespace NormFace.Scoring;

public class CosineScanTests
{
    [Theory]
    [InlineData(1, 1, 1), InlineData(3, 5, 2), InlineData(16, 16, 8), InlineData(37, 70, 19), InlineData(50, 33, 128)]
    public void Every_row_meets_every_column_once_with_its_cosine(int rowCount, int columnCount, int size)
    {
        var features = Draw(rowCount + columnCount, size, 1);
        int[] rows = [.. Enumerable.Range(0, rowCount)], columns = [
            .. Enumerable.Range(rowCount, columnCount).Reverse()];
        var seen = Scores(CosineScan.Between(features.Normalize(), rows, columns), rowCount);

        for (var row = 0; row < rowCount; row++)
        {
            Assert.Equal(columnCount, seen[row].Length);
            for (var column = 0; column < columnCount; column++)
            {
                var expected = LiteralAllPairs.Score(
                    LiteralAllPairs.Unit(features.Row(row)), LiteralAllPairs.Unit(features.Row(columns[column])));
                Assert.Equal(expected, seen[row][column]); // bit for bit
            }
        }
    }

    [Theory]
    [InlineData(1, 3), InlineData(17, 5), InlineData(45, 64)]
    public void Pairs_within_a_set_come_once_and_with_the_bits_of_either_order(int count, int size)
    {
        var set = Draw(count, size, 3).Normalize();
        int[] rows = [.. Enumerable.Range(0, count)];
        var within = Scores(CosineScan.Within(set, rows), count);
        var between = Scores(CosineScan.Between(set, rows, rows), count);

        for (var row = 0; row < count; row++)
        {
            Assert.Equal(between[row][..row], within[row]);
            Assert.Equal(Enumerable.Range(0, row).Select(column => between[column][row]), within[row]);
        }
    }

    private static float[][] Scores(ScoreScan scan, int rowCount)
    {
        var seen = new float[rowCount][];
        scan(() => (row, scores) =>
        {
            Assert.Null(seen[row]);
            seen[row] = scores.ToArray();
        });
        return seen;
    }

    private static FeatureSet Draw(int count, int size, int seed)
    {
        var random = new Random(seed);
        return new FeatureSet(
            [.. Enumerable.Range(0, count * size).Select(_ => (float)((3 * random.NextDouble()) - 1))],
            [.. Enumerable.Range(0, count).Select(row => $"p/{row}")]);
    }
}
