using NormFace.Embeddings;

namespace NormFace.Scoring;

/// <summary>
/// Called with a row and its scores with the columns, in order; the scores are valid during the call only.
/// </summary>
internal delegate void ScoreVisitor(int row, ReadOnlySpan<float> scores);

/// <summary>
/// Goes through the scores of rows with columns. Each worker has its own visitor, created by the argument.
/// </summary>
internal delegate void ScoreScan(Func<ScoreVisitor> newWorker);

/// <summary>Cosines of embeddings with embeddings, some rows at a time on all cores.</summary>
/// <remarks>
/// A cosine has the same bits on every machine, wherever it stands in a block, and whichever of its two members comes
/// first: see <see cref="TileProduct"/>.
/// </remarks>
internal static unsafe class CosineScan
{
    /// <summary>Scores of all chosen rows with all chosen columns.</summary>
    public static ScoreScan Between(EmbeddingSet set, int[] rows, int[] columns) =>
        newWorker => Run(set, rows, columns, newWorker);

    /// <summary>Scores of each chosen row with those before it: every pair once.</summary>
    public static ScoreScan Within(EmbeddingSet set, int[] rows) => newWorker => Run(set, rows, null, newWorker);

    private static void Run(EmbeddingSet set, int[] rows, int[]? columns, Func<ScoreVisitor> newWorker)
    {
        var workers = Environment.ProcessorCount;
        using var right = Packed(columns ?? rows);
        using var left = columns is null ? null : Packed(rows);
        var (tiles, next) = ((left ?? right).LeftTiles(0), -1);
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ =>
        {
            var visit = newWorker();
            using var tile = new NativeArray<float>((long)TileProduct.LeftRows * set.Size);
            using var product = new NativeArray<float>(TileProduct.ScoreCount);
            var scores = new float[TileProduct.LeftRows * right.Start(1)];
            for (int block; (block = Interlocked.Increment(ref next)) < tiles;)
            {
                var first = block * TileProduct.LeftRows;
                var count = Math.Min(TileProduct.LeftRows, rows.Length - first);
                (left ?? right).PackLeft(0, first, tile.Start);
                Multiply(tile.Start, right, columns?.Length ?? first + count - 1, product.Start, scores);
                for (var row = first; row < first + count; row++)
                {
                    visit(row, scores.AsSpan((row - first) * right.Start(1), columns?.Length ?? row));
                }
            }
        });

        PackedRows Packed(int[] chosen) => new(set, [chosen], set.CopyRow, workers);
    }

    // Scores of 12 rows with the first columns, row by row.
    private static void Multiply(float* left, PackedRows right, int columns, float* product, float[] scores)
    {
        for (var column = 0; column < columns; column += TileProduct.RightRows)
        {
            TileProduct.Scores(left, right.Right(column), right.Size, product);
            for (var row = 0; row < TileProduct.LeftRows; row++)
            {
                new ReadOnlySpan<float>(product + (row * TileProduct.RightRows), TileProduct.RightRows)
                    .CopyTo(scores.AsSpan((row * right.Start(1)) + column));
            }
        }
    }
}
