namespace NormFace.Agents;

/// <summary>A run of consecutive classes.</summary>
/// <param name="Start">First class.</param>
/// <param name="Count">Number of classes <c>T</c>.</param>
internal readonly record struct ClassTile(long Start, long Count)
{
    /// <summary>The part of a per-class tensor that belongs to this tile; shares its memory.</summary>
    public Tensor Of(Tensor perClass) => perClass.narrow(0, Start, Count);

    /// <summary>Products of features with the tile's agents, own entries absent. Shape <c>[N, T]</c>.</summary>
    /// <param name="features">Features, multiplied by the scale if there is one. Shape <c>[N, D]</c>.</param>
    /// <param name="comparison">Agents, bias and labels.</param>
    /// <param name="inverse">Inverse length of each agent, or null. Shape <c>[C]</c>.</param>
    public Tensor Products(Tensor features, Comparison comparison, Tensor? inverse)
    {
        using var scope = NewDisposeScope();
        var products = features.mm(Of(comparison.Vectors).t());
        if (inverse is not null)
        {
            products.mul_(Of(inverse));
        }

        if (comparison.Bias is not null)
        {
            products.add_(Of(comparison.Bias));
        }

        // A row whose own class lies elsewhere is left alone: nonzero keeps the rows this tile holds.
        var columns = comparison.Labels - Start;
        var rows = columns.ge(0).logical_and_(columns.lt(Count)).nonzero().squeeze(1);
        var absent = full([rows.shape[0]], OthersReduction.Absent, products.dtype, products.device);
        products.index_put_(absent, rows, columns.index_select(0, rows));
        return products.MoveToOuterDisposeScope();
    }
}
