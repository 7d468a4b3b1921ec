namespace NormFace.Detection.Grids;

/// <summary>Numbers of the cells of a grid: <c>[cells, K]</c>, or maps <c>[K, cells]</c>.</summary>
/// <param name="Values">All numbers.</param>
/// <param name="PerCell">How many belong to a cell, <c>K</c>.</param>
/// <param name="AreMaps">Whether the numbers of one kind lie together.</param>
internal readonly record struct GridOutput(ReadOnlyMemory<float> Values, int PerCell, bool AreMaps)
{
    /// <summary>How many cells there are.</summary>
    public int CellCount => Values.Length / PerCell;

    /// <summary>A number of a cell.</summary>
    public float this[int cell, int index] =>
        Values.Span[AreMaps ? (index * CellCount) + cell : (cell * PerCell) + index];

    /// <summary>Some of the maps.</summary>
    public GridOutput Maps(int first, int count) =>
        new(Values.Slice(first * CellCount, count * CellCount), count, AreMaps: true);
}
