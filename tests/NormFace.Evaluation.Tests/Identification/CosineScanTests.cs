using NormFace.Embeddings;
using Xunit;

namespace NormFace.Identification;

public class CosineScanTests
{
    [Theory]
    [InlineData(1, 1, 1), InlineData(3, 5, 2), InlineData(16, 16, 8), InlineData(37, 70, 19), InlineData(50, 33, 128)]
    public void Every_row_meets_every_column_once_with_its_cosine(int rowCount, int columnCount, int size)
    {
        var (rows, columns) = (Draw(rowCount, size, 1), Draw(columnCount, size, 2));
        var seen = Scores(CosineScan.Between(Unit(rows), Unit(columns)), rowCount);

        for (var row = 0; row < rowCount; row++)
        {
            Assert.Equal(columnCount, seen[row].Length);
            for (var column = 0; column < columnCount; column++)
            {
                Assert.Equal(Cosine(rows.Row(row), columns.Row(column)), seen[row][column], 2e-6); // float32 sums of up to 128 terms
            }
        }
    }

    [Theory]
    [InlineData(1, 3), InlineData(17, 5), InlineData(45, 64)]
    public void Pairs_within_a_set_come_once_and_with_the_bits_of_either_order(int count, int size)
    {
        var rows = Unit(Draw(count, size, 3));
        var within = Scores(CosineScan.Within(rows), count);
        var between = Scores(CosineScan.Between(rows, rows), count);

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

    private static UnitRows Unit(EmbeddingSet set) => new(set, [.. Enumerable.Range(0, set.Count)]);

    private static EmbeddingSet Draw(int count, int size, int seed)
    {
        var random = new Random(seed);
        return new EmbeddingSet(
            [.. Enumerable.Range(0, count * size).Select(_ => (float)((3 * random.NextDouble()) - 1))],
            [.. Enumerable.Range(0, count).Select(row => $"p/{row}")]);
    }

    private static double Cosine(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double product = 0, leftSquare = 0, rightSquare = 0;
        for (var index = 0; index < left.Length; index++)
        {
            product += (double)left[index] * right[index];
            leftSquare += (double)left[index] * left[index];
            rightSquare += (double)right[index] * right[index];
        }

        return product / Math.Sqrt(leftSquare * rightSquare);
    }
}
