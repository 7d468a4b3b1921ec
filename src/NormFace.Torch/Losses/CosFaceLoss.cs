using NormFace.Agents;
using NormFace.Geometry;
using NormFace.Scales;
using NormFace.Theory;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="CosFaceLoss"/>.</summary>
public sealed record CosFaceOptions : LossOptions
{
    /// <summary>The scale. Fixed at 64 unless set; AM-Softmax uses 30.</summary>
    public ScaleOptions Scale { get; init; } = ScaleOptions.Fixed(64);

    /// <summary>Margin <c>m</c> on the own cosine; finite, at least 0. 0.35 unless set, the value of both papers.</summary>
    public double Margin { get; init; } = 0.35;
}

/// <summary>Cosine softmax in which the own cosine must win by a fixed margin; also known as AM-Softmax.</summary>
/// <remarks>
/// <para>The own logit becomes <c>s·(cos θ_y − m)</c>.</para>
/// <para>
/// Source: Wang et al., "CosFace", arXiv:1801.09414, equation 4; Wang et al., "Additive Margin Softmax",
/// arXiv:1801.05599, equation 6. Symbols: docs/math.md#margins.
/// </para>
/// </remarks>
public sealed class CosFaceLoss : AgentLoss
{
    private readonly Scale scale; // the field name is the checkpoint key
    private readonly double margin;

    /// <summary>Creates the loss with agents of its own.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or an option is outside its stated range.</exception>
    public CosFaceLoss(int classCount, int featureSize, CosFaceOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <summary>Creates the loss on existing agents, to share them with another loss.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its stated range.</exception>
    public CosFaceLoss(ClassAgents agents, CosFaceOptions? options = null)
        : base(nameof(CosFaceLoss), agents, options ??= new CosFaceOptions())
    {
        Require.AtLeast(options.Margin, 0, nameof(CosFaceOptions.Margin));
        margin = options.Margin;
        scale = new Scale(options.Scale, agents.ClassCount);
        RegisterComponents();
    }

    /// <inheritdoc />
    public override double? CurrentScale => scale.Value;

    /// <inheritdoc />
    public override double? Floor =>
        Agents.ClassCount > 1 ? SoftmaxBound.At(Agents.ClassCount, scale.Value, margin) : null;

    /// <inheritdoc />
    public override IReadOnlyList<ParameterGroup> ParameterGroups =>
        scale.Group is { } group ? [Agents.Group, group] : [Agents.Group];

    /// <inheritdoc />
    internal override Tensor Losses(Tensor features, Tensor labels)
    {
        var comparison = CompareDirections(features, labels);
        var s = scale.Current(comparison.Features);
        var (own, others) = comparison.Reduce(new OthersLogSumExp(), s);
        return SoftmaxCompetition.Loss((own - margin) * s, others);
    }
}
