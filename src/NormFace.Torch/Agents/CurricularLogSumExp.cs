namespace NormFace.Agents;

/// <summary>The log-sum-exp of CurricularFace: negatives that beat the handicapped own cosine are emphasised.</summary>
/// <remarks>
/// <c>φ(c) = c</c> where <c>c ≤ cos(θ_y + m)</c>, else <c>c·(t + c)</c> with slope <c>t + 2c</c>; the sum is over
/// <c>exp(s·φ)</c>. The step from one to the other carries no gradient. Source: Huang et al., "CurricularFace",
/// arXiv:2004.00288, equations 5 to 7.
/// </remarks>
/// <param name="marginRadians">The margin <c>m</c> on the own angle.</param>
/// <param name="emphasis">The running mean <c>t</c> of own cosines.</param>
internal sealed class CurricularLogSumExp(double marginRadians, double emphasis) : OthersReduction
{
    private readonly OthersLogSumExp sum = new();

    /// <inheritdoc />
    public override Tensor[] Reduce(Tensor tile, RowFacts rows) => sum.Reduce(Emphasized(tile, rows), rows);

    /// <inheritdoc />
    public override Tensor[] Merge(Tensor[] first, Tensor[] second) => sum.Merge(first, second);

    /// <inheritdoc />
    public override Tensor Slope(Tensor tile, RowFacts rows, Tensor[] total)
    {
        var slope = sum.Slope(Emphasized(tile, rows), rows, total);
        var emphasisSlope = (tile * 2).div_(rows.Scale!.unsqueeze(1)).add_(emphasis); // t + 2c
        return slope.mul_(where(IsHard(tile, rows), emphasisSlope, ones_like(tile)));
    }

    /// <inheritdoc />
    public override Tensor? ScaleSlope(Tensor tile, RowFacts rows, Tensor[] total)
    {
        // s·φ(z/s) = z·(t + z/s) at fixed z: slope -(z/s)² where hard.
        var weight = sum.Slope(Emphasized(tile, rows), rows, total);
        var cosines = where(IsHard(tile, rows), tile / rows.Scale!.unsqueeze(1), zeros_like(tile));
        return weight.mul_(cosines.square()).sum(1).neg_();
    }

    private Tensor Emphasized(Tensor tile, RowFacts rows) =>
        where(IsHard(tile, rows), (tile / rows.Scale!.unsqueeze(1)).add_(emphasis).mul_(tile), tile);

    private Tensor IsHard(Tensor tile, RowFacts rows)
    {
        var own = rows.Own.clamp(-1, 1);
        var sine = (1 - own.square()).sqrt_();
        var handicapped = (own * Math.Cos(marginRadians)).sub_(sine.mul_(Math.Sin(marginRadians)));
        return tile.gt((handicapped * rows.Scale!).unsqueeze(1));
    }
}
