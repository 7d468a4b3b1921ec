using System.ComponentModel.DataAnnotations;
using NormFace.Agents;
using NormFace.Geometry;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="CurricularFaceLoss"/>.</summary>
public sealed record CurricularFaceOptions : MarginSoftmaxOptions
{
    /// <summary>Margin <c>m</c> on the own angle, in radians; 0.5 as published.</summary>
    [Range(0, Math.PI / 2)]
    public double MarginRadians { get; init; } = 0.5;

    /// <summary>
    /// Weight of the past in the running mean of own cosines at each training batch; 0.99 as published.
    /// </summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Retention { get; init; } = 0.99;
}

/// <summary>ArcFace in which hard negatives gain weight as training progresses.</summary>
/// <remarks>
/// <para>
/// A negative that beats the handicapped own cosine enters with <c>c·(t + c)</c>, where <c>t</c> is a running mean of
/// own cosines: little at the start, more later. The mean is moved before it is used, in training mode only.
/// </para>
/// <para>
/// Source: Huang et al., "CurricularFace", arXiv:2004.00288, equations 5 to 8. Symbols: docs/math.md#margins.
/// </para>
/// </remarks>
public sealed class CurricularFaceLoss : MarginSoftmaxLoss<CurricularFaceOptions>
{
    private readonly Tensor emphasis; // t; the field name is the checkpoint key

    /// <inheritdoc />
    public CurricularFaceLoss(int classCount, int featureSize, CurricularFaceOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <inheritdoc />
    public CurricularFaceLoss(ClassAgents agents, CurricularFaceOptions? options = null)
        : base(agents, options)
    {
        emphasis = zeros(1).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>The running mean <c>t</c> of own cosines. Waits for the device.</summary>
    public double Emphasis => emphasis.to(ScalarType.Float64).item<double>();

    /// <inheritdoc />
    protected override OthersReduction Others(Comparison comparison)
    {
        if (training)
        {
            using var gradientOff = no_grad();
            emphasis.mul_(Options.Retention)
                .add_(comparison.Own().mean().to(emphasis.dtype), 1 - Options.Retention);
        }

        return new CurricularLogSumExp(Options.MarginRadians, Emphasis);
    }

    /// <inheritdoc />
    protected override Tensor OwnLogit(OwnAngle own) =>
        Angle.MonotoneCosineOfSum(own.Cosine, own.Sine, Options.MarginRadians);
}
