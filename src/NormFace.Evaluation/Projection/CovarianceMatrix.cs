namespace NormFace.Projection;

/// <summary>
/// Covariances of columns, in float64, on all cores; which core computes an entry changes no bit of it.
/// </summary>
internal static class CovarianceMatrix
{
    private const int RowsAtOnce = 1024; // a strip of one column that stays in the fastest cache beside three others
    private const int ColumnsAtOnce = 4;

    /// <summary>Sums of products of centred columns over N. Shape <c>[D, D]</c>, symmetric.</summary>
    /// <param name="columns">Centred values column by column. Shape <c>[D, N]</c>.</param>
    /// <param name="rows">N.</param>
    public static double[] Of(double[] columns, int rows)
    {
        var size = columns.Length / rows;
        var sums = new double[size * size];
        for (var start = 0; start < rows; start += RowsAtOnce)
        {
            var (first, count) = (start, Math.Min(RowsAtOnce, rows - start));
            Parallel.For(
                0,
                (size + ColumnsAtOnce - 1) / ColumnsAtOnce,
                block => AddBlock(columns, rows, first, count, sums, size, block * ColumnsAtOnce));
        }

        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                sums[(row * size) + column] /= rows;
                sums[(column * size) + row] = sums[(row * size) + column];
            }
        }

        return sums;
    }

    // Entries of a few rows of the lower triangle, over a strip of samples.
    private static void AddBlock(double[] columns, int rows, int first, int count, double[] sums, int size, int row)
    {
        ReadOnlySpan<double> Strip(int column) => columns.AsSpan((column * rows) + first, count);
        for (var column = 0; column < Math.Min(row + ColumnsAtOnce, size); column++)
        {
            var other = Strip(column);
            if (row + ColumnsAtOnce <= size)
            {
                var (a, b, c, d) = InnerProducts.Of(Strip(row), Strip(row + 1), Strip(row + 2), Strip(row + 3), other);
                sums[(row * size) + column] += a;
                sums[((row + 1) * size) + column] += b;
                sums[((row + 2) * size) + column] += c;
                sums[((row + 3) * size) + column] += d;
            }
            else
            {
                for (var last = row; last < size; last++)
                {
                    sums[(last * size) + column] += InnerProducts.Of(Strip(last), other);
                }
            }
        }
    }
}
