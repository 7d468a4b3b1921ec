using NormFace.Agents;
using NormFace.Geometry;

namespace NormFace.Losses;

/// <summary>The angle between each feature and its own class's agent, to which a margin is added.</summary>
public sealed class OwnAngle
{
    private readonly Comparison comparison;
    private Tensor? sine;

    internal OwnAngle(Tensor cosine, Comparison comparison, Tensor features)
    {
        this.comparison = comparison;
        (Cosine, Features) = (cosine, features);
    }

    /// <summary>The own cosine; differentiable. Shape <c>[N]</c>.</summary>
    public Tensor Cosine { get; }

    /// <summary>
    /// The sine of the own angle; differentiable, with a slope that stays finite at angles 0 and π. Shape <c>[N]</c>,
    /// above 0.
    /// </summary>
    public Tensor Sine => sine ??= Angle.Sine(Cosine, comparison.OwnSine());

    /// <summary>The raw features. Shape <c>[N, D]</c>.</summary>
    public Tensor Features { get; }
}
