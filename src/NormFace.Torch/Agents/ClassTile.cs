namespace NormFace.Agents;

/// <summary>A run of consecutive classes.</summary>
/// <param name="Start">First class.</param>
/// <param name="Count">Number of classes <c>T</c>.</param>
internal readonly record struct ClassTile(long Start, long Count)
{
    /// <summary>The part of a per-class tensor that belongs to this tile; shares its memory.</summary>
    public Tensor Of(Tensor perClass) => perClass.narrow(0, Start, Count);

    /// <summary>The rows whose own class lies in this tile, and the column of that class in it.</summary>
    /// <param name="labels">Class of each row. Shape <c>[N]</c>.</param>
    public (Tensor Rows, Tensor Columns) Members(Tensor labels)
    {
        var columns = labels - Start;
        var rows = columns.ge(0).logical_and_(columns.lt(Count)).nonzero().squeeze(1);
        return (rows, columns.index_select(0, rows));
    }
}
