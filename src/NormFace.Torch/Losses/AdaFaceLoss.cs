using NormFace.Agents;
using NormFace.Geometry;
using NormFace.Scales;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="AdaFaceLoss"/>.</summary>
public sealed record AdaFaceOptions : LossOptions
{
    /// <summary>The scale. Fixed at 64 unless set, as published.</summary>
    public ScaleOptions Scale { get; init; } = ScaleOptions.Fixed(64);

    /// <summary>Margin <c>m</c>, in [0, π/2]; part goes on the angle (radians), part on the cosine. 0.4 unless set, as published.</summary>
    public double Margin { get; init; } = 0.4;

    /// <summary>Concentration <c>h</c>: how many standard deviations of the length span the whole range; above 0. 0.333 unless set, as published.</summary>
    public double Concentration { get; init; } = 0.333;

    /// <summary>Share of the past that the running statistics of lengths keep at each training batch, in [0, 1). 0.99 unless set, as published.</summary>
    public double Retention { get; init; } = 0.99;

    /// <summary>How the gradient passes the margin. Exact unless set.</summary>
    public MarginGradient Gradient { get; init; } = MarginGradient.Exact;
}

/// <summary>Cosine softmax whose margin follows the quality of the picture, for which the feature's length stands.</summary>
/// <remarks>
/// <para>
/// With <c>z = clip((‖x‖ − μ)/σ·h, −1, 1)</c> the own logit becomes <c>s·(cos(θ_y − m·z) − (m + m·z))</c>: an angular
/// margin for short features, an additive one for long ones. No gradient flows through <c>z</c>. The moved angle is
/// held within [0.001, π − 0.001], where the slope is 0. <c>μ</c> and <c>σ</c> are running statistics of lengths, held to
/// [0.001, 100], and move in training mode only; a batch of one row moves the mean alone.
/// </para>
/// <para>Source: Kim et al., "AdaFace", arXiv:2204.00964, section 3.3. Symbols: docs/math.md#margins.</para>
/// </remarks>
public sealed class AdaFaceLoss : AgentLoss
{
    private readonly Scale scale; // the field name is the checkpoint key
    private readonly Tensor meanNorm; // buffers; the field names are checkpoint keys as well
    private readonly Tensor normDeviation;
    private readonly AdaFaceOptions options;

    /// <summary>Creates the loss with agents of its own.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or an option is outside its stated range.</exception>
    public AdaFaceLoss(int classCount, int featureSize, AdaFaceOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <summary>Creates the loss on existing agents, to share them with another loss.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its stated range.</exception>
    public AdaFaceLoss(ClassAgents agents, AdaFaceOptions? options = null)
        : base(nameof(AdaFaceLoss), agents, options ??= new AdaFaceOptions())
    {
        Require.Between(options.Margin, 0, Math.PI / 2, nameof(AdaFaceOptions.Margin));
        Require.Above(options.Concentration, 0, nameof(AdaFaceOptions.Concentration));
        Require.Share(options.Retention, nameof(AdaFaceOptions.Retention));
        this.options = options;
        meanNorm = full(1, 20.0, ScalarType.Float32).DetachFromDisposeScope(); // first values as published
        normDeviation = full(1, 100.0, ScalarType.Float32).DetachFromDisposeScope();
        register_buffer(nameof(meanNorm), meanNorm);
        register_buffer(nameof(normDeviation), normDeviation);
        scale = new Scale(options.Scale, agents.ClassCount);
        RegisterComponents();
    }

    /// <inheritdoc />
    public override double? CurrentScale => scale.Value;

    /// <inheritdoc />
    public override IReadOnlyList<ParameterGroup> ParameterGroups =>
        scale.Group is { } group ? [Agents.Group, group] : [Agents.Group];

    /// <inheritdoc />
    internal override Tensor Losses(Tensor features, Tensor labels)
    {
        var comparison = CompareDirections(features, labels);
        var s = scale.Current(comparison.Features);
        var (own, others) = comparison.Reduce(new OthersLogSumExp(), s);
        var quality = Quality(features).to(own.dtype);
        var turned = CosineTurnedBy(quality * -options.Margin, own, Angle.Sine(own, comparison.OwnSine()));
        var handicapped = turned - ((quality * options.Margin) + options.Margin);
        return SoftmaxCompetition.Loss(
            (options.Gradient == MarginGradient.Exact ? handicapped : Angle.StraightThrough(handicapped, own)) * s, others);
    }

    // z of each row, in [-1, 1].
    private Tensor Quality(Tensor features)
    {
        using var gradientOff = no_grad();
        var norms = features.square().sum(1).sqrt_().clamp_(0.001, 100);

        if (training)
        {
            meanNorm.mul_(options.Retention).add_(norms.mean().to(meanNorm.dtype), 1 - options.Retention);
            if (norms.shape[0] > 1)
            {
                normDeviation.mul_(options.Retention).add_(norms.std().to(normDeviation.dtype), 1 - options.Retention);
            }
        }

        return norms.sub_(meanNorm).div_(normDeviation + 0.001).mul_(options.Concentration).clamp_(-1, 1);
    }

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
