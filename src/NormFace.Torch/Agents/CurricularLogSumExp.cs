namespace NormFace.Agents;

/// <summary>The log-sum-exp of CurricularFace: negatives that beat the handicapped own cosine are emphasised.</summary>
/// <remarks>
/// <c>φ(c) = c</c> where <c>c ≤ cos(θ_y + m)</c>, else <c>c·(t + c)</c> with slope <c>t + 2c</c>. The step from one to the
/// other carries no gradient. Source: Huang et al., "CurricularFace", arXiv:2004.00288, equations 5 to 7.
/// </remarks>
/// <param name="marginRadians">The margin <c>m</c> on the own angle.</param>
/// <param name="emphasis">The running mean <c>t</c> of own cosines.</param>
internal sealed class CurricularLogSumExp(double marginRadians, double emphasis) : OthersLogSumExp
{
    /// <inheritdoc />
    protected override Tensor Emphasize(Tensor tile, RowFacts rows) =>
        where(IsHard(tile, rows), tile * (tile + emphasis), tile);

    /// <inheritdoc />
    protected override Tensor? EmphasisSlope(Tensor tile, RowFacts rows) =>
        where(IsHard(tile, rows), (tile * 2).add_(emphasis), ones_like(tile));

    private Tensor IsHard(Tensor tile, RowFacts rows)
    {
        var own = rows.Own.clamp(-1, 1);
        var handicapped = (own * Math.Cos(marginRadians)).sub_((1 - own.square()).sqrt_().mul_(Math.Sin(marginRadians)));
        return tile.gt(handicapped.unsqueeze(1));
    }
}
