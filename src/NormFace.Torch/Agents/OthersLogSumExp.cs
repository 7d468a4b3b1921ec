namespace NormFace.Agents;

/// <summary><c>S = log Σ_{j≠y} exp(z_j)</c>, <c>z = s·c</c>: what a softmax needs of the other classes.</summary>
/// <remarks>
/// <c>∂S/∂z_j = exp(z_j − S)</c>, the softmax among the others. Partial sums merge by log-add-exp; every tile is
/// shifted by its own maximum, so no scale overflows. Symbols: docs/math.md#log-sum-exp.
/// </remarks>
public sealed class OthersLogSumExp : OthersReduction
{
    /// <inheritdoc />
    public override Tensor[] Reduce(Tensor tile, RowFacts rows)
    {
        var highest = tile.amax([1], keepdim: true);
        return [(tile - highest).exp_().sum(1).log_().add_(highest.squeeze(1))];
    }

    /// <inheritdoc />
    public override Tensor[] Merge(Tensor[] first, Tensor[] second) => [logaddexp(first[0], second[0])];

    /// <inheritdoc />
    public override Tensor Slope(Tensor tile, RowFacts rows, Tensor[] total) => (tile - total[0].unsqueeze(1)).exp_();
}
