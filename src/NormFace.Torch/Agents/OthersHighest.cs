namespace NormFace.Agents;

/// <summary><c>S = max_{j≠y} c_j</c>: the hardest negative.</summary>
/// <remarks>
/// Agents that tie share the gradient equally, so that neither the order of the classes nor the tiling matters. The
/// second tensor of the result is the number that tie. With no other class the value is
/// <see cref="OthersReduction.Absent"/>.
/// </remarks>
public sealed class OthersHighest : OthersReduction
{
    /// <inheritdoc />
    public override Tensor[] Reduce(Tensor tile, RowFacts rows)
    {
        var highest = tile.amax([1], keepdim: true);
        return [highest.squeeze(1), tile.eq(highest).sum(1).to(tile.dtype)];
    }

    /// <inheritdoc />
    public override Tensor[] Merge(Tensor[] first, Tensor[] second)
    {
        var highest = maximum(first[0], second[0]);
        return
        [
            highest,
            (first[1] * first[0].eq(highest)).add_(second[1] * second[0].eq(highest)),
        ];
    }

    /// <inheritdoc />
    public override Tensor Slope(Tensor tile, RowFacts rows, Tensor[] total)
    {
        var share = total[0].gt(Absent).to(tile.dtype).div_(total[1]).unsqueeze(1);
        return tile.eq(total[0].unsqueeze(1)).to(tile.dtype).mul_(share);
    }
}
