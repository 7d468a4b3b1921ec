using NormFace.Embeddings;

namespace NormFace.Scoring;

/// <summary>Writes a row as it is to be compared.</summary>
internal delegate void RowWriter(int row, Span<float> values);

/// <summary>Rows in groups, in the order in which <see cref="TileProduct"/> reads them.</summary>
/// <remarks>
/// Every group begins at a panel of 32 rows. The rows that fill up its last panel are NaN, and so are their scores,
/// which no count includes.
/// </remarks>
internal sealed unsafe class PackedRows : IDisposable
{
    private readonly NativeArray<float> panels; // [panel, D, 32]
    private readonly int[] starts;              // first slot of each group, and the end

    /// <summary>Packs rows.</summary>
    /// <param name="set">The rows.</param>
    /// <param name="groups">Rows of each group, in order.</param>
    /// <param name="write">Writes a row; called from several threads.</param>
    /// <param name="threads">Number of threads.</param>
    public PackedRows(PictureRows set, IReadOnlyList<int[]> groups, RowWriter write, int threads)
    {
        Size = set.Size;
        RowCounts = [.. groups.Select(rows => rows.Length)];
        starts = new int[RowCounts.Length + 1];
        for (var group = 0; group < RowCounts.Length; group++)
        {
            var panelCount = (RowCounts[group] + TileProduct.RightRows - 1) / TileProduct.RightRows;
            starts[group + 1] = checked(starts[group] + (panelCount * TileProduct.RightRows));
        }

        Rows = new int[starts[^1]];
        Identities = new int[starts[^1]];
        Array.Fill(Rows, -1);
        Array.Fill(Identities, -1);
        panels = new NativeArray<float>((long)starts[^1] * Size);
        Parallel.For(0, RowCounts.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, group =>
        {
            var values = new float[Size];
            groups[group].CopyTo(Rows, starts[group]);
            for (var slot = starts[group]; slot < starts[group + 1]; slot++)
            {
                if (Rows[slot] >= 0)
                {
                    Identities[slot] = set.Labels[Rows[slot]];
                    write(Rows[slot], values);
                }
                else
                {
                    Array.Fill(values, float.NaN);
                }

                var to = At(slot);
                for (var k = 0; k < values.Length; k++)
                {
                    to[(nint)k * TileProduct.RightRows] = values[k];
                }
            }
        });
    }

    /// <summary>Length of a row, D.</summary>
    public int Size { get; }

    /// <summary>Number of groups.</summary>
    public int GroupCount => RowCounts.Length;

    /// <summary>Rows of each group.</summary>
    public int[] RowCounts { get; }

    /// <summary>The row in each slot; −1 if a slot is padding.</summary>
    public int[] Rows { get; }

    /// <summary>The identity in each slot; −1 if a slot is padding.</summary>
    public int[] Identities { get; }

    /// <summary>First slot of a group; of the number of groups, the end.</summary>
    public int Start(int group) => starts[group];

    /// <summary>Number of left tiles of a group.</summary>
    public int LeftTiles(int group) => (RowCounts[group] + TileProduct.LeftRows - 1) / TileProduct.LeftRows;

    /// <summary>The panel of 32 rows that begins at a slot.</summary>
    public float* Right(int slot) => panels.Start + ((nint)slot * Size);

    /// <summary>Writes 12 rows of a group, from a slot on, as a left tile; beyond the group they are NaN.</summary>
    public void PackLeft(int group, int slot, float* to)
    {
        var real = Math.Min(TileProduct.LeftRows, starts[group + 1] - slot);
        for (var index = 0; index < TileProduct.LeftRows;)
        {
            if (index >= real)
            {
                for (var k = 0; k < Size; k++)
                {
                    to[((nint)k * TileProduct.LeftRows) + index] = float.NaN;
                }

                index++;
                continue;
            }

            // As many rows as lie side by side in one panel.
            var column = (slot + index) % TileProduct.RightRows;
            var width = Math.Min(real - index, TileProduct.RightRows - column);
            var from = At(slot + index);
            for (var k = 0; k < Size; k++)
            {
                new ReadOnlySpan<float>(from + ((nint)k * TileProduct.RightRows), width)
                    .CopyTo(new Span<float>(to + ((nint)k * TileProduct.LeftRows) + index, width));
            }

            index += width;
        }
    }

    public void Dispose() => panels.Dispose();

    private float* At(int slot) => Right(slot - (slot % TileProduct.RightRows)) + (slot % TileProduct.RightRows);
}
