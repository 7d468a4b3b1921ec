namespace NormFace.Agents;

/// <summary>The comparison of features with class agents, ready for a loss to reduce.</summary>
public sealed class Comparison
{
    private readonly AgentProducts products;

    internal Comparison(AgentProducts products) => this.products = products;

    /// <summary>Features as they enter the product, projected or not. Shape <c>[N, D]</c>.</summary>
    public Tensor Features => products.Features;

    /// <summary>Class of each row. Shape <c>[N]</c>, int64.</summary>
    public Tensor Labels => products.Labels;

    /// <summary>
    /// Own cosine and the reduction of all others; differentiable in features, agents, bias and scale.
    /// </summary>
    /// <param name="reduction">Reduction of the others.</param>
    /// <param name="scale">
    /// Scale of the cosines within the reduction; null for 1. Shape <c>[N]</c> or scalar, above 0.
    /// </param>
    /// <returns>Two tensors of shape <c>[N]</c>: own cosine (or product), unscaled, and the reduced value.</returns>
    public (Tensor Own, Tensor Others) Reduce(OthersReduction reduction, Tensor? scale = null)
    {
        var outputs = ReduceInFull(reduction, scale);
        return (outputs.select(0, 0), outputs.select(0, 1));
    }

    /// <summary>Own cosine (or product) alone, outside autograd.</summary>
    /// <returns>Shape <c>[N]</c>.</returns>
    public Tensor Own()
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        return products.OwnProducts(products.InverseNorms()).MoveToOuterDisposeScope();
    }

    /// <summary>Sine of the angle to the own agent, outside autograd.</summary>
    /// <returns>Shape <c>[N]</c>, in [0, 1].</returns>
    /// <remarks>
    /// For unit features. <c>‖x̃ − w̃‖·‖x̃ + w̃‖/2</c>: the chords keep the digits of small angles, which
    /// <c>1 − cos²</c> cancels.
    /// </remarks>
    public Tensor OwnSine()
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var agents = products.Vectors.index_select(0, Labels);
        if (products.ProjectionEpsilon is { } epsilon)
        {
            agents.mul_(Geometry.InverseNorm.Of(agents, axis: 1, epsilon, keepAxis: true));
        }

        var near = linalg.vector_norm(Features - agents, 2, [1]);
        return near.mul_(linalg.vector_norm(Features + agents, 2, [1])).div_(2).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// As <see cref="Reduce"/>, with every tensor of the merged result below the own cosine. Shape <c>[1 + k, N]</c>.
    /// </summary>
    internal Tensor ReduceInFull(OthersReduction reduction, Tensor? scale = null) => CompareFunction.apply(
        Features,
        products.Vectors,
        products.Bias!,
        scale?.expand(Features.shape[0])!,
        new CompareFunction.Settings(products, reduction));
}
