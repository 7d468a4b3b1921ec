using System.ComponentModel.DataAnnotations;
using NormFace.Agents;
using NormFace.Geometry;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="ArcFaceLoss"/>.</summary>
public sealed record ArcFaceOptions : MarginSoftmaxOptions
{
    /// <summary>Margin <c>m</c> on the own angle, in radians; 0.5 as published.</summary>
    [Range(0, Math.PI / 2)]
    public double MarginRadians { get; init; } = 0.5;

    /// <summary>Gradient through the margin.</summary>
    public MarginGradient Gradient { get; init; }
}

/// <summary>Cosine softmax with a margin on the own angle.</summary>
/// <remarks>
/// <para>
/// The own logit becomes <c>s·ψ(θ_y)</c> with <c>ψ = cos(θ + m)</c> while <c>θ + m ≤ π</c> and <c>cos θ − m·sin m</c>
/// beyond, so that it never rises with the angle. Its slope in the cosine is <c>sin(θ + m)/sin θ</c>, kept finite at
/// angles 0 and π.
/// </para>
/// <para>
/// With <see cref="MarginGradient.StraightThrough"/> it is the loss of the widely used trainer: no extension, and a
/// slope of 1. Source: Deng et al., "ArcFace", arXiv:1801.07698, equation 3. Symbols: docs/math.md#margins.
/// </para>
/// </remarks>
public sealed class ArcFaceLoss : MarginSoftmaxLoss<ArcFaceOptions>
{
    /// <inheritdoc />
    public ArcFaceLoss(int classCount, int featureSize, ArcFaceOptions? options = null)
        : base(classCount, featureSize, options)
    {
    }

    /// <inheritdoc />
    public ArcFaceLoss(ClassAgents agents, ArcFaceOptions? options = null)
        : base(agents, options)
    {
    }

    /// <inheritdoc />
    protected override Tensor OwnLogit(OwnAngle own) => Options.Gradient == MarginGradient.Exact
        ? Angle.MonotoneCosineOfSum(own.Cosine, own.Sine, Options.MarginRadians)
        : Angle.StraightThrough(Angle.CosineOfSum(own.Cosine, own.Sine, Options.MarginRadians), own.Cosine);
}
