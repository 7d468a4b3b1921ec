using System.Numerics;
using System.Runtime.CompilerServices;

namespace NormFace.Identification;

/// <summary>Called with a row and its scores with the columns, in order; the scores are valid during the call only.</summary>
internal delegate void ScoreVisitor(int row, ReadOnlySpan<float> scores);

/// <summary>Goes through the scores of rows with columns. Each worker has a visitor of its own, made by the argument.</summary>
internal delegate void ScoreScan(Func<ScoreVisitor> newWorker);

/// <summary>Cosines of rows with columns, some rows at a time on all cores: the one place where embeddings become scores.</summary>
/// <remarks>
/// A cosine is one chain of fused multiply-adds along the embedding, so it has the same bits on every machine, wherever it stands in a
/// block, and whichever of its two members comes first.
/// </remarks>
internal static class CosineScan
{
    private const int BlockRows = 16;
    private const int GroupRows = 4;

    private static int PanelColumns => 2 * Vector<float>.Count;

    /// <summary>Scores of all rows with all columns.</summary>
    public static ScoreScan Between(UnitRows rows, UnitRows columns) => newWorker => Run(rows, columns, isBelowDiagonal: false, newWorker);

    /// <summary>Scores of each row with the rows before it: every pair once.</summary>
    public static ScoreScan Within(UnitRows rows) => newWorker => Run(rows, rows, isBelowDiagonal: true, newWorker);

    private static void Run(UnitRows rows, UnitRows columns, bool isBelowDiagonal, Func<ScoreVisitor> newWorker)
    {
        var panels = Panels(columns);
        var blockCount = (rows.Count + BlockRows - 1) / BlockRows;
        var nextBlock = -1;
        var stride = (columns.Count + PanelColumns - 1) / PanelColumns * PanelColumns;
        var workers = Math.Max(1, Math.Min(Environment.ProcessorCount, blockCount));
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ =>
        {
            var visit = newWorker();
            var left = new float[BlockRows * rows.Size];
            var scores = new float[BlockRows * stride];
            for (var block = Interlocked.Increment(ref nextBlock); block < blockCount; block = Interlocked.Increment(ref nextBlock))
            {
                var first = block * BlockRows;
                var count = Math.Min(BlockRows, rows.Count - first);
                for (var row = 0; row < count; row++)
                {
                    rows.Row(first + row).CopyTo(left.AsSpan(row * rows.Size));
                }

                var wanted = isBelowDiagonal ? first + count - 1 : columns.Count;
                Multiply(left, panels, rows.Size, (wanted + PanelColumns - 1) / PanelColumns, scores, stride);
                for (var row = 0; row < count; row++)
                {
                    visit(first + row, scores.AsSpan(row * stride, isBelowDiagonal ? first + row : columns.Count));
                }
            }
        });
    }

    // Panel by panel, and inside a panel value by value of the embedding: [panels, D, columns of a panel].
    private static float[] Panels(UnitRows columns)
    {
        var width = PanelColumns;
        var panelCount = (columns.Count + width - 1) / width;
        var panels = new float[(long)panelCount * columns.Size * width];
        for (var column = 0; column < columns.Count; column++)
        {
            var row = columns.Row(column);
            var start = ((long)(column / width) * columns.Size * width) + (column % width);
            for (var index = 0; index < row.Length; index++)
            {
                panels[start + ((long)index * width)] = row[index];
            }
        }

        return panels;
    }

    private static void Multiply(float[] left, float[] panels, int size, int panelCount, float[] scores, int stride)
    {
        for (var panel = 0; panel < panelCount; panel++)
        {
            ref var right = ref panels[(long)panel * size * PanelColumns];
            for (var group = 0; group < BlockRows; group += GroupRows)
            {
                MultiplyGroup(ref left[group * size], ref right, size, ref scores[(group * stride) + (panel * PanelColumns)], stride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyGroup(ref float left, ref float right, int size, ref float scores, int stride)
    {
        var width = Vector<float>.Count;
        Vector<float> sum00 = default, sum01 = default, sum10 = default, sum11 = default, sum20 = default, sum21 = default, sum30 = default, sum31 = default;
        for (var index = 0; index < size; index++)
        {
            var right0 = Vector.LoadUnsafe(ref right, (nuint)(index * 2 * width));
            var right1 = Vector.LoadUnsafe(ref right, (nuint)((index * 2 * width) + width));
            var value = new Vector<float>(Unsafe.Add(ref left, index));
            sum00 = Vector.FusedMultiplyAdd(value, right0, sum00);
            sum01 = Vector.FusedMultiplyAdd(value, right1, sum01);
            value = new Vector<float>(Unsafe.Add(ref left, size + index));
            sum10 = Vector.FusedMultiplyAdd(value, right0, sum10);
            sum11 = Vector.FusedMultiplyAdd(value, right1, sum11);
            value = new Vector<float>(Unsafe.Add(ref left, (2 * size) + index));
            sum20 = Vector.FusedMultiplyAdd(value, right0, sum20);
            sum21 = Vector.FusedMultiplyAdd(value, right1, sum21);
            value = new Vector<float>(Unsafe.Add(ref left, (3 * size) + index));
            sum30 = Vector.FusedMultiplyAdd(value, right0, sum30);
            sum31 = Vector.FusedMultiplyAdd(value, right1, sum31);
        }

        sum00.StoreUnsafe(ref scores);
        sum01.StoreUnsafe(ref scores, (nuint)width);
        sum10.StoreUnsafe(ref scores, (nuint)stride);
        sum11.StoreUnsafe(ref scores, (nuint)(stride + width));
        sum20.StoreUnsafe(ref scores, (nuint)(2 * stride));
        sum21.StoreUnsafe(ref scores, (nuint)((2 * stride) + width));
        sum30.StoreUnsafe(ref scores, (nuint)(3 * stride));
        sum31.StoreUnsafe(ref scores, (nuint)((3 * stride) + width));
    }
}
