namespace NormFace.Agents;

/// <summary>
/// <c>S = Σ_{j≠y} max(0, a − D_j)</c> with <c>D = 2 − 2c</c>: the negatives of C-contrastive (<c>a = M</c>) and of
/// C-triplet (<c>a = M + D_y</c>).
/// </summary>
/// <remarks>
/// <c>∂S/∂c_j = 2</c> where the hinge is active (strictly inside the margin), and with the own distance in <c>a</c>
/// also <c>∂S/∂c_y = −2·(number active)</c>. The second tensor of the result is that number. Symbols:
/// docs/math.md#hinges.
/// </remarks>
/// <param name="margin">The margin <c>M</c> on squared distances.</param>
/// <param name="isRelative">Whether the own distance is added to the margin.</param>
/// <param name="movesOwn">
/// Whether the gradient flows to the own cosine through that sum; false for the released gradient.
/// </param>
public sealed class OthersHingeSum(double margin, bool isRelative, bool movesOwn = true) : OthersReduction
{
    /// <inheritdoc />
    public override Tensor[] Reduce(Tensor tile, RowFacts rows)
    {
        var hinges = Depths(tile, rows).clamp_min_(0);
        return [hinges.sum(1), hinges.sign_().sum(1)];
    }

    /// <inheritdoc />
    public override Tensor[] Merge(Tensor[] first, Tensor[] second) => [first[0] + second[0], first[1] + second[1]];

    /// <inheritdoc />
    public override Tensor Slope(Tensor tile, RowFacts rows, Tensor[] total) =>
        Depths(tile, rows).clamp_min_(0).sign_().mul_(2);

    /// <inheritdoc />
    public override Tensor? OwnSlope(Tensor[] total) => isRelative && movesOwn ? total[1] * -2 : null;

    // How far each agent is inside the margin: a - D = a - 2 + 2c. A tensor of its own.
    private Tensor Depths(Tensor tile, RowFacts rows)
    {
        var doubled = tile * 2;
        return isRelative ? doubled.add_((rows.Own * -2).add_(margin).unsqueeze(1)) : doubled.add_(margin - 2);
    }
}
