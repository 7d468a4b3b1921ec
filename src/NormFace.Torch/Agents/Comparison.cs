namespace NormFace.Agents;

/// <summary>The comparison of features with class agents, ready for a loss to reduce.</summary>
/// <param name="Features">Features as they enter the product, projected or not. Shape <c>[N, D]</c>.</param>
/// <param name="Vectors">Rows of the agents as learned. Shape <c>[C, D]</c>.</param>
/// <param name="Bias">Added to the product of each class, or null. Not together with a scale. Shape <c>[C]</c>.</param>
/// <param name="Labels">Class of each row, checked. Shape <c>[N]</c>, int64.</param>
/// <param name="ProjectionEpsilon">ε of the projection of the rows, or null to take them as they are.</param>
internal sealed record Comparison(
    Tensor Features, Tensor Vectors, Tensor? Bias, Tensor Labels, double? ProjectionEpsilon)
{
    /// <summary>Classes compared at a time: wide enough for the product, small enough to stay near the cores.</summary>
    public const int DefaultTileSize = 4096;

    /// <summary>Classes per tile.</summary>
    public int TileSize { get; init; } = DefaultTileSize;

    /// <summary>The tiles that together are all classes.</summary>
    public IReadOnlyList<ClassTile> Tiles
    {
        get
        {
            var count = Vectors.shape[0];
            var tiles = (int)((count + TileSize - 1) / TileSize);
            return [.. Enumerable.Range(0, tiles).Select(index =>
                new ClassTile((long)index * TileSize, Math.Min(TileSize, count - ((long)index * TileSize))))];
        }
    }

    /// <summary>Own cosine and the reduction of all others; differentiable in features, agents, bias and scale.</summary>
    /// <param name="reduction">What to make of the others.</param>
    /// <param name="scale">Scale of the cosines within the reduction; null for 1. Shape <c>[N]</c> or scalar, above 0.</param>
    /// <returns>Two tensors of shape <c>[N]</c>: own cosine (or product), unscaled, and the reduced value.</returns>
    public (Tensor Own, Tensor Others) Reduce(OthersReduction reduction, Tensor? scale = null)
    {
        var outputs = ReduceInFull(reduction, scale);
        return (outputs.select(0, 0), outputs.select(0, 1));
    }

    /// <summary>As <see cref="Reduce"/>, with every tensor of the merged result below the own cosine. Shape <c>[1 + k, N]</c>.</summary>
    public Tensor ReduceInFull(OthersReduction reduction, Tensor? scale = null) => CompareFunction.apply(
        Features, Vectors, Bias!, scale?.expand(Features.shape[0])!, new CompareFunction.Settings(this, reduction));

    /// <summary>Own cosine (or product) alone, outside autograd. Shape <c>[N]</c>.</summary>
    public Tensor Own()
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        return OwnProducts(InverseNorms()).MoveToOuterDisposeScope();
    }

    /// <summary><c>r_j = 1/‖w_j‖</c>, or null where agents are taken as they are. Shape <c>[C]</c>.</summary>
    public Tensor? InverseNorms() => ProjectionEpsilon is { } epsilon
        ? Geometry.Hypersphere.InverseNorms(Vectors, axis: 1, epsilon, keepAxis: false)
        : null;

    /// <summary>Own products row by row rather than from a tile: there before the first tile, wherever the class lies. Shape <c>[N]</c>.</summary>
    public Tensor OwnProducts(Tensor? inverse)
    {
        var own = Vectors.index_select(0, Labels).mul_(Features).sum(1);
        if (inverse is not null)
        {
            own.mul_(inverse.index_select(0, Labels));
        }

        if (Bias is not null)
        {
            own.add_(Bias.index_select(0, Labels));
        }

        return own;
    }
}
