using NormFace.Agents;
using NormFace.Geometry;
using NormFace.Scales;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="CurricularFaceLoss"/>.</summary>
public sealed record CurricularFaceOptions : LossOptions
{
    /// <summary>The scale. Fixed at 64 unless set, as published.</summary>
    public ScaleOptions Scale { get; init; } = ScaleOptions.Fixed(64);

    /// <summary>Margin <c>m</c> on the own angle, in radians, in [0, π/2]. 0.5 unless set, as published.</summary>
    public double MarginRadians { get; init; } = 0.5;

    /// <summary>Share of the past that the running mean of own cosines keeps at each training batch, in [0, 1). 0.99 unless set, as published.</summary>
    public double Retention { get; init; } = 0.99;
}

/// <summary>ArcFace whose hard negatives gain weight as training succeeds.</summary>
/// <remarks>
/// <para>
/// A negative that beats the handicapped own cosine enters with <c>c·(t + c)</c>, where <c>t</c> is a running mean of own
/// cosines: little at the start, more later. The mean is moved before it is used, in training mode only.
/// </para>
/// <para>Source: Huang et al., "CurricularFace", arXiv:2004.00288, equations 5 to 8. Symbols: docs/math.md#margins.</para>
/// </remarks>
public sealed class CurricularFaceLoss : AgentLoss
{
    private readonly Scale scale; // the field name is the checkpoint key
    private readonly Tensor emphasis; // t, a buffer; the field name is a checkpoint key as well
    private readonly double marginRadians;
    private readonly double retention;

    /// <summary>Creates the loss with agents of its own.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or an option is outside its stated range.</exception>
    public CurricularFaceLoss(int classCount, int featureSize, CurricularFaceOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <summary>Creates the loss on existing agents, to share them with another loss.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its stated range.</exception>
    public CurricularFaceLoss(ClassAgents agents, CurricularFaceOptions? options = null)
        : base(nameof(CurricularFaceLoss), agents, options ??= new CurricularFaceOptions())
    {
        Require.Between(options.MarginRadians, 0, Math.PI / 2, nameof(CurricularFaceOptions.MarginRadians));
        Require.Share(options.Retention, nameof(CurricularFaceOptions.Retention));
        marginRadians = options.MarginRadians;
        retention = options.Retention;
        emphasis = zeros(1).DetachFromDisposeScope();
        register_buffer(nameof(emphasis), emphasis);
        scale = new Scale(options.Scale, agents.ClassCount);
        RegisterComponents();
    }

    /// <inheritdoc />
    public override double? CurrentScale => scale.Value;

    /// <summary>The running mean <c>t</c> of own cosines. Waits for the device.</summary>
    public double Emphasis => emphasis.to(ScalarType.Float64).item<double>();

    /// <inheritdoc />
    public override IReadOnlyList<ParameterGroup> ParameterGroups =>
        scale.Group is { } group ? [Agents.Group, group] : [Agents.Group];

    /// <inheritdoc />
    internal override Tensor Losses(Tensor features, Tensor labels)
    {
        var comparison = CompareDirections(features, labels);
        var s = scale.Current(comparison.Features);

        if (training)
        {
            MoveEmphasis(comparison);
        }

        var (own, others) = comparison.Reduce(new CurricularLogSumExp(marginRadians, Emphasis), s);
        var sine = Angle.Sine(own, comparison.OwnSine());
        return SoftmaxCompetition.Loss(Angle.MonotoneCosineOfSum(own, sine, marginRadians) * s, others);
    }

    private void MoveEmphasis(Comparison comparison)
    {
        using var gradientOff = no_grad();
        emphasis.mul_(retention).add_(comparison.Own().mean().to(emphasis.dtype), 1 - retention);
    }
}
