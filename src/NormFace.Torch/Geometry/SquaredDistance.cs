namespace NormFace.Geometry;

/// <summary>Squared Euclidean distances between features and agents.</summary>
/// <remarks>
/// <c>D_ij = ‖f_i − w_j‖²</c>, and <c>D = 2 − 2·cos</c> for unit vectors, the form the losses use.
/// Source: arXiv:1704.06369, section 4; release, layer InnerDistance. Symbols: docs/math.md#distance.
/// </remarks>
internal static class SquaredDistance
{
    /// <summary>All distances by one matrix product: <c>‖f‖² + ‖w‖² − 2·f·w</c>, not below 0.</summary>
    /// <param name="features">Shape <c>[N, D]</c>.</param>
    /// <param name="agents">Shape <c>[C, D]</c>.</param>
    /// <returns>
    /// Distances, at least 0. Shape <c>[N, C]</c>. Differentiable; the slope is 0 if rounding met the bound.
    /// </returns>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public static Tensor Between(Tensor features, Tensor agents)
    {
        RequireMatching(features, agents);

        using var scope = NewDisposeScope();
        var squares = features.square().sum(1, keepdim: true) + agents.square().sum(1); // [N, C]
        return addmm(squares, features, agents.t(), beta: 1, alpha: -2).clamp_min(0).MoveToOuterDisposeScope();
    }

    /// <summary>All distances by their definition, through every difference; slow, exact for near vectors.</summary>
    /// <param name="features">Shape <c>[N, D]</c>.</param>
    /// <param name="agents">Shape <c>[C, D]</c>.</param>
    /// <returns>Distances, at least 0. Shape <c>[N, C]</c>. Needs memory for <c>[N, C, D]</c>.</returns>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public static Tensor ByDefinition(Tensor features, Tensor agents)
    {
        RequireMatching(features, agents);

        using var scope = NewDisposeScope();
        return (features.unsqueeze(1) - agents.unsqueeze(0)).square().sum(2).MoveToOuterDisposeScope();
    }

    /// <summary><c>2 − 2·cos</c>: the squared distance of two unit vectors.</summary>
    internal static Tensor FromCosine(Tensor cosine) => (cosine * -2).add_(2);

    private static void RequireMatching(Tensor features, Tensor agents)
    {
        Require.Matrix(features);
        Require.Columns(agents, features.shape[1]);
    }
}
