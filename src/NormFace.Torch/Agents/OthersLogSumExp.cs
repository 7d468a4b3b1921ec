namespace NormFace.Agents;

/// <summary><c>S = log Σ_{j≠y} exp(s·c_j)</c>: what a softmax needs of the other classes.</summary>
/// <remarks>
/// With <c>q_j</c> the softmax among the others, <c>∂S/∂c_j = s·q_j</c> and <c>∂S/∂s = Σ q_j·c_j</c>. Partial sums merge
/// by log-add-exp; every tile is shifted by its own maximum, so no scale overflows. Symbols: docs/math.md#log-sum-exp.
/// </remarks>
internal class OthersLogSumExp : OthersReduction
{
    /// <inheritdoc />
    public override Tensor[] Partial(Tensor tile, RowFacts rows)
    {
        var logits = Emphasize(tile, rows).mul_(rows.Scale!.unsqueeze(1)); // [N, T], ours
        var highest = logits.amax([1], keepdim: true);
        return [logits.sub_(highest).exp_().sum(1).log_().add_(highest.squeeze(1))];
    }

    /// <inheritdoc />
    public override Tensor[] Merge(Tensor[] first, Tensor[] second) => [logaddexp(first[0], second[0])];

    /// <inheritdoc />
    public override TileSlope Slope(Tensor tile, RowFacts rows, Tensor[] total, Tensor upstream)
    {
        var emphasized = Emphasize(tile, rows);
        var weight = (emphasized * rows.Scale!.unsqueeze(1)).sub_(total[0].unsqueeze(1)).exp_(); // q
        weight.mul_(upstream.unsqueeze(1));
        var scaleShare = emphasized.mul_(weight).sum(1);
        weight.mul_(rows.Scale.unsqueeze(1));
        return new TileSlope(EmphasisSlope(tile, rows) is { } slope ? weight.mul_(slope) : weight, scaleShare);
    }

    /// <summary>The cosines as the softmax sees them, in a tensor of its own. Plain: as they are.</summary>
    protected virtual Tensor Emphasize(Tensor tile, RowFacts rows) => tile.clone();

    /// <summary>Derivative of <see cref="Emphasize"/>, or null for 1 everywhere.</summary>
    protected virtual Tensor? EmphasisSlope(Tensor tile, RowFacts rows) => null;
}
