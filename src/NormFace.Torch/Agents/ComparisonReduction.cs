namespace NormFace.Agents;

/// <summary>Forms a comparison and reduces it, as one node of the gradient graph.</summary>
internal static class ComparisonReduction
{
    /// <summary>Own cosine and the reduction of all others; differentiable in features, agents, bias and scale.</summary>
    /// <param name="comparison">What is compared.</param>
    /// <param name="reduction">What to make of the others.</param>
    /// <param name="scale">Scale of the cosines within the reduction; null for 1. Shape <c>[N]</c> or scalar, above 0.</param>
    /// <returns>Two tensors of shape <c>[N]</c>: own cosine (or product), unscaled, and the reduced value.</returns>
    public static (Tensor Own, Tensor Others) Reduce(
        this Comparison comparison, OthersReduction reduction, Tensor? scale = null)
    {
        var outputs = comparison.ReduceInFull(reduction, scale);
        return (outputs.select(0, 0), outputs.select(0, 1));
    }

    /// <summary>As <see cref="Reduce"/>, with every tensor of the merged result below the own cosine. Shape <c>[1 + k, N]</c>.</summary>
    public static Tensor ReduceInFull(
        this Comparison comparison, OthersReduction reduction, Tensor? scale = null) => CompareFunction.apply(
            comparison.Features,
            comparison.Vectors,
            comparison.Bias!,
            scale?.expand(comparison.Features.shape[0])!,
            new CompareFunction.Settings(comparison, reduction));
}
