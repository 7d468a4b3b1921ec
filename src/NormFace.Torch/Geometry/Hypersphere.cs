namespace NormFace.Geometry;

/// <summary>Projection of vectors to the unit sphere, with its exact gradient.</summary>
/// <remarks>
/// <para>
/// <c>‖x‖ = √(Σ xᵢ² + ε)</c>, <c>x̃ = x/‖x‖</c>, <c>∂L/∂x = (g − x̃·⟨g, x̃⟩)/‖x‖</c> with <c>g = ∂L/∂x̃</c>
/// </para>
/// <para>
/// The gradient stays exact with ε inside the root. Without ε it is orthogonal to <c>x</c>; with it,
/// <c>⟨x, ∂L/∂x⟩ = ⟨x, g⟩·ε/‖x‖³</c>. Source: Wang et al., "NormFace", arXiv:1704.06369, equations 3 and 4.
/// Symbols: docs/math.md#projection.
/// </para>
/// <para>
/// A vector whose length is zero is projected to zero, with a finite gradient for any ε (zero for ε = 0). NaN stays
/// NaN. float32 vectors longer than 1e19 overflow. Second derivatives are not offered.
/// </para>
/// </remarks>
public static class Hypersphere
{
    /// <summary>ε where none is given: 1e-12, the released GPU value, below float32's resolution at length 1.</summary>
    public const double DefaultEpsilon = 1e-12;

    /// <summary>ε of the released CPU layer, which differs from its GPU twin.</summary>
    public const double ReleasedCpuEpsilon = 1e-6;

    /// <summary>Projects along one axis.</summary>
    /// <param name="vectors">
    /// Vectors to project, of any floating type. Shape <c>[…]</c>, for instance <c>[N, D]</c> or a map
    /// <c>[N, D, H, W]</c>.
    /// </param>
    /// <param name="axis">The axis that runs along each vector; default: the last. 1 for a map.</param>
    /// <param name="epsilon">ε inside the root; finite, at least 0.</param>
    /// <returns>Unit vectors, of the shape and type of <paramref name="vectors"/>.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="vectors"/> is not of a floating type, or has no such axis.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epsilon"/> is below 0 or not finite.</exception>
    public static Tensor Project(Tensor vectors, int axis = -1, double epsilon = DefaultEpsilon)
    {
        Check(vectors, axis, epsilon);

        using var scope = NewDisposeScope();
        return Apply(vectors, axis, epsilon, withNorm: false).to(vectors.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Projects along one axis and gives the lengths as well; a gradient may flow back through both.</summary>
    /// <param name="vectors">Vectors to project, of any floating type. Shape <c>[…]</c>.</param>
    /// <param name="axis">The axis that runs along each vector; default: the last. 1 for a map.</param>
    /// <param name="epsilon">ε inside the root; finite, at least 0.</param>
    /// <returns>
    /// Unit vectors, and the lengths <c>√(Σ xᵢ² + ε)</c> with an axis of size 1 in place of <paramref name="axis"/>.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="vectors"/> is not of a floating type, or has no such axis.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epsilon"/> is below 0 or not finite.</exception>
    public static (Tensor Unit, Tensor Norm) ProjectWithNorm(
        Tensor vectors, int axis = -1, double epsilon = DefaultEpsilon)
    {
        Check(vectors, axis, epsilon);

        using var scope = NewDisposeScope();
        var both = Apply(vectors, axis, epsilon, withNorm: true);
        var size = vectors.size(axis);
        return (
            both.narrow(axis, 0, size).to(vectors.dtype).MoveToOuterDisposeScope(),
            both.narrow(axis, size, 1).to(vectors.dtype).MoveToOuterDisposeScope());
    }

    private static void Check(Tensor vectors, int axis, double epsilon)
    {
        Require.Floating(vectors);
        Require.Axis(vectors, axis);
        Require.Epsilon(epsilon);
    }

    // Sums of squares need more than bfloat16's 8 bits.
    private static Tensor Apply(Tensor vectors, int axis, double epsilon, bool withNorm) => ProjectFunction.apply(
        vectors.to(Precision.Of(vectors)), new ProjectFunction.Settings(axis, epsilon, withNorm));
}
