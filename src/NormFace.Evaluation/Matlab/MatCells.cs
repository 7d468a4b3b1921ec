namespace NormFace.Matlab;

/// <summary>An array whose elements are arrays themselves.</summary>
internal sealed class MatCells : MatArray
{
    internal MatCells(IReadOnlyList<int> dimensions, IReadOnlyList<MatArray> cells)
        : base(dimensions)
    {
        Cells = cells;
    }

    /// <summary>The cells, column by column.</summary>
    public IReadOnlyList<MatArray> Cells { get; }

    private protected override string Kind => "cell";
}
