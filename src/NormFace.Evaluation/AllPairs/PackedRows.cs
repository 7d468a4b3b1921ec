using NormFace.Embeddings;

namespace NormFace.AllPairs;

/// <summary>Rows of unit length, or all shortened alike so that none is longer, group by group, in the order the kernel reads them.</summary>
/// <remarks>
/// Every group begins at a panel of 32 rows. The rows that fill up its last panel are NaN: their scores are NaN, which no count takes in.
/// </remarks>
internal sealed unsafe class PackedRows : IDisposable
{
    private readonly NativeArray<float> panels; // [panel, D, 32]
    private readonly int[] starts;              // first slot of each group, and the end

    public PackedRows(EmbeddingSet set, IdentityGroups groups, bool keepsLengths, int threads)
    {
        Size = set.Size;
        var longest = keepsLengths ? Enumerable.Range(0, set.Count).Max(row => Length(set.Row(row))) : double.NaN;
        RowCounts = [.. groups.Groups.Select(rows => rows.Length)];
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
            for (var slot = starts[group]; slot < starts[group + 1]; slot++)
            {
                if (slot - starts[group] < RowCounts[group])
                {
                    Rows[slot] = groups.Groups[group][slot - starts[group]];
                    Identities[slot] = set.Labels[Rows[slot]];
                    Divide(set.Row(Rows[slot]), keepsLengths ? longest : Length(set.Row(Rows[slot])), At(slot));
                }
                else
                {
                    Pad(At(slot));
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

    /// <summary>The row of the set in each slot; −1 where a slot is padding.</summary>
    public int[] Rows { get; }

    /// <summary>The identity in each slot; −1 where a slot is padding.</summary>
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

    private static double Length(ReadOnlySpan<float> row)
    {
        var square = 0.0;
        foreach (var value in row)
        {
            square += (double)value * value;
        }

        return Math.Sqrt(square);
    }

    private static void Divide(ReadOnlySpan<float> row, double length, float* to)
    {
        var factor = 1 / length;
        foreach (var value in row)
        {
            *to = (float)(value * factor);
            to += TileProduct.RightRows;
        }
    }

    private void Pad(float* to)
    {
        for (var k = 0; k < Size; k++)
        {
            to[(nint)k * TileProduct.RightRows] = float.NaN;
        }
    }
}
