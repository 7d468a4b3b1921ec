namespace NormFace.Agents;

/// <summary>The comparison of features with class agents, ready for a loss to reduce.</summary>
/// <param name="Features">Features as they enter the product, projected or not. Shape <c>[N, D]</c>.</param>
/// <param name="Vectors">Rows of the agents as learned. Shape <c>[C, D]</c>.</param>
/// <param name="Bias">Added to the product of each class, or null. Shape <c>[C]</c>.</param>
/// <param name="Labels">Class of each row, checked. Shape <c>[N]</c>, int64.</param>
/// <param name="ProjectionEpsilon">ε of the projection of the rows, or null to take them as they are.</param>
internal sealed record Comparison(
    Tensor Features, Tensor Vectors, Tensor? Bias, Tensor Labels, double? ProjectionEpsilon)
{
    /// <summary>Classes compared at a time: wide enough for the product, small enough to stay near the cores.</summary>
    public const int DefaultTileSize = 2048;

    /// <summary>Classes per tile.</summary>
    public int TileSize { get; init; } = DefaultTileSize;

    /// <summary>Own cosine (or product) alone, outside autograd. Shape <c>[N]</c>.</summary>
    public Tensor Own()
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        return CompareFunction.OwnProducts(this, CompareFunction.InverseNorms(this)).MoveToOuterDisposeScope();
    }

    /// <summary>Own cosine and the reduction of all others; differentiable in features, agents, bias and scale.</summary>
    /// <param name="reduction">What to make of the others.</param>
    /// <param name="scale">Scale of the cosines within the reduction, where it uses one. Shape <c>[N]</c> or scalar.</param>
    /// <returns>Two tensors of shape <c>[N]</c>: own cosine (or product), reduced value.</returns>
    public (Tensor Own, Tensor Others) Reduce(OthersReduction reduction, Tensor? scale = null)
    {
        var outputs = ReduceRaw(reduction, scale);
        return (outputs[0], outputs[1]);
    }

    /// <summary>As <see cref="Reduce"/>, with every tensor of the merged result: own cosine first, then the result.</summary>
    public List<Tensor> ReduceRaw(OthersReduction reduction, Tensor? scale = null)
    {
        var rowScale = scale?.expand(Features.shape[0]);
        return CompareFunction.apply(Features, Vectors, Bias!, rowScale!, new CompareFunction.Settings(this, reduction));
    }
}
