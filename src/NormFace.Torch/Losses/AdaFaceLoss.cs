using System.ComponentModel.DataAnnotations;
using NormFace.Agents;
using NormFace.Geometry;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="AdaFaceLoss"/>.</summary>
public sealed record AdaFaceOptions : MarginSoftmaxOptions
{
    /// <summary>Margin <c>m</c> on the angle, in radians, and on the cosine; 0.4 as published.</summary>
    [Range(0, Math.PI / 2)]
    public double Margin { get; init; } = 0.4;

    /// <summary>
    /// Concentration <c>h</c>: how many standard deviations of the length span the whole range; 0.333 as published.
    /// </summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Concentration { get; init; } = 0.333;

    /// <summary>
    /// Weight of the past in the running statistics of lengths at each training batch; 0.99 as published.
    /// </summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Retention { get; init; } = 0.99;

    /// <summary>Gradient through the margin.</summary>
    public MarginGradient Gradient { get; init; }
}

/// <summary>
/// Cosine softmax whose margin adapts to picture quality, estimated by the feature's length.
/// </summary>
/// <remarks>
/// <para>
/// With <c>z = clip((‖x‖ − μ)/σ·h, −1, 1)</c> the own logit becomes <c>s·(cos(θ_y − m·z) − (m + m·z))</c>: an angular
/// margin for short features, an additive one for long ones. No gradient flows through <c>z</c>. The moved angle is
/// held within [0.001, π − 0.001], where the slope is 0. <c>μ</c> and <c>σ</c> are running statistics of lengths, held
/// to [0.001, 100], and move in training mode only; a batch of one row moves the mean alone.
/// </para>
/// <para>Source: Kim et al., "AdaFace", arXiv:2204.00964, section 3.3. Symbols: docs/math.md#margins.</para>
/// </remarks>
public sealed class AdaFaceLoss : MarginSoftmaxLoss<AdaFaceOptions>
{
    private readonly Tensor meanNorm; // the field names are checkpoint keys
    private readonly Tensor normDeviation;

    /// <inheritdoc />
    public AdaFaceLoss(int classCount, int featureSize, AdaFaceOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <inheritdoc />
    public AdaFaceLoss(ClassAgents agents, AdaFaceOptions? options = null)
        : base(agents, options)
    {
        meanNorm = full(1, 20.0, ScalarType.Float32).DetachFromDisposeScope(); // first values as published
        normDeviation = full(1, 100.0, ScalarType.Float32).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <inheritdoc />
    protected override Tensor OwnLogit(OwnAngle own)
    {
        var quality = Quality(own.Features).to(own.Cosine.dtype);
        var turned = CosineTurnedBy(quality * -Options.Margin, own.Cosine, own.Sine);
        var handicapped = turned - ((quality * Options.Margin) + Options.Margin);
        return Options.Gradient == MarginGradient.Exact ? handicapped : Angle.StraightThrough(handicapped, own.Cosine);
    }

    // z of each row, in [-1, 1].
    private Tensor Quality(Tensor features)
    {
        using var gradientOff = no_grad();
        var norms = features.square().sum(1).sqrt_().clamp_(0.001, 100);

        if (training)
        {
            Move(meanNorm, norms.mean());
            if (norms.shape[0] > 1)
            {
                Move(normDeviation, norms.std());
            }
        }

        return norms.sub_(meanNorm).div_(normDeviation + 0.001).mul_(Options.Concentration).clamp_(-1, 1);
    }

    private void Move(Tensor statistic, Tensor seen) =>
        statistic.mul_(Options.Retention).add_(seen.to(statistic.dtype), 1 - Options.Retention);

    // cos(θ + g), with θ + g held within [0.001, π - 0.001].
    private static Tensor CosineTurnedBy(Tensor radians, Tensor cosine, Tensor sine)
    {
        const double edge = 0.001;
        var angle = cosine.detach().clamp(-1, 1).acos_().add_(radians);
        var turned = (cosine * radians.cos()) - (sine * radians.sin());
        var held = where(angle.lt(edge), full_like(angle, Math.Cos(edge)), turned);
        return where(angle.gt(Math.PI - edge), full_like(angle, -Math.Cos(edge)), held);
    }
}
