using NormFace.Agents;
using NormFace.Geometry;
using NormFace.Scales;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="ArcFaceLoss"/>.</summary>
public sealed record ArcFaceOptions : LossOptions
{
    /// <summary>The scale. Fixed at 64 unless set, as published.</summary>
    public ScaleOptions Scale { get; init; } = ScaleOptions.Fixed(64);

    /// <summary>Margin <c>m</c> on the own angle, in radians, in [0, π/2]. 0.5 unless set, as published.</summary>
    public double MarginRadians { get; init; } = 0.5;

    /// <summary>How the gradient passes the margin. Exact unless set.</summary>
    public MarginGradient Gradient { get; init; } = MarginGradient.Exact;
}

/// <summary>Cosine softmax in which the own angle carries an extra margin.</summary>
/// <remarks>
/// <para>
/// The own logit becomes <c>s·ψ(θ_y)</c> with <c>ψ = cos(θ + m)</c> while <c>θ + m ≤ π</c> and <c>cos θ − m·sin m</c>
/// beyond, so that it never rises with the angle. Its slope in the cosine is <c>sin(θ + m)/sin θ</c>, kept finite at
/// angles 0 and π.
/// </para>
/// <para>
/// With <see cref="MarginGradient.StraightThrough"/> it is the loss of the widely used trainer: no extension, and a slope
/// of 1. Source: Deng et al., "ArcFace", arXiv:1801.07698, equation 3. Symbols: docs/math.md#margins.
/// </para>
/// </remarks>
public sealed class ArcFaceLoss : AgentLoss
{
    private readonly Scale scale; // the field name is the checkpoint key
    private readonly double marginRadians;
    private readonly MarginGradient gradient;

    /// <summary>Creates the loss with agents of its own.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or an option is outside its stated range.</exception>
    public ArcFaceLoss(int classCount, int featureSize, ArcFaceOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <summary>Creates the loss on existing agents, to share them with another loss.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its stated range.</exception>
    public ArcFaceLoss(ClassAgents agents, ArcFaceOptions? options = null)
        : base(nameof(ArcFaceLoss), agents, options ??= new ArcFaceOptions())
    {
        Require.Between(options.MarginRadians, 0, Math.PI / 2, nameof(ArcFaceOptions.MarginRadians));
        marginRadians = options.MarginRadians;
        gradient = options.Gradient;
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
        var sine = Angle.Sine(own, comparison.OwnSine());
        var handicapped = gradient == MarginGradient.Exact
            ? Angle.MonotoneCosineOfSum(own, sine, marginRadians)
            : Angle.StraightThrough(Angle.CosineOfSum(own, sine, marginRadians), own);
        return SoftmaxCompetition.Loss(handicapped * s, others);
    }
}
