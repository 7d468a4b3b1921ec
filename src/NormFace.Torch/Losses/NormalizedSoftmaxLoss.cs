using NormFace.Agents;
using NormFace.Geometry;
using NormFace.Scales;
using NormFace.Theory;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="NormalizedSoftmaxLoss"/>.</summary>
public sealed record NormalizedSoftmaxOptions : LossOptions
{
    /// <summary>The scale; learned from 10, not below 0.01, unless set (the release). Unused where features are not projected.</summary>
    public ScaleOptions Scale { get; init; } = ScaleOptions.Learned();

    /// <summary>What is projected. Both unless set.</summary>
    public Normalization Normalization { get; init; } = Normalization.Both;

    /// <summary>
    /// Whether logits are formed as <c>−(s/2)·‖x̃ − w̃‖²</c> (equation 9) instead of <c>s·cos</c>: the same loss, written
    /// as metric learning. Needs both projected. False unless set.
    /// </summary>
    public bool UsesDistance { get; init; }
}

/// <summary>NormFace: softmax cross-entropy over scaled cosines between features and class agents.</summary>
/// <remarks>
/// <para><c>L = −(1/N) Σᵢ log( exp(s·cos(xᵢ, w_yᵢ)) / Σⱼ exp(s·cos(xᵢ, wⱼ)) )</c></para>
/// <para>
/// With equally frequent classes <c>L</c> cannot fall below <see cref="SoftmaxBound"/>, so a small scale stops training
/// early however good the features are.
/// </para>
/// <para>
/// Source: Wang et al., "NormFace", arXiv:1704.06369, equation 6; equation 9 for the distance form. Symbols:
/// docs/math.md#normalized-softmax.
/// </para>
/// </remarks>
public sealed class NormalizedSoftmaxLoss : AgentLoss
{
    private readonly Scale scale;
    private readonly NormalizedSoftmaxOptions options;

    /// <summary>Creates the loss with agents of its own.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1 (2 where the scale is derived from it).</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or an option is outside its stated range.</exception>
    public NormalizedSoftmaxLoss(int classCount, int featureSize, NormalizedSoftmaxOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <summary>Creates the loss on existing agents, to share them with another loss.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentException">The distance form is asked for without projecting both.</exception>
    public NormalizedSoftmaxLoss(ClassAgents agents, NormalizedSoftmaxOptions? options = null)
        : base(nameof(NormalizedSoftmaxLoss), agents, options ??= new NormalizedSoftmaxOptions())
    {
        if (options.UsesDistance && options.Normalization != Normalization.Both)
        {
            throw new ArgumentException(
                $"UsesDistance must come with Normalization.Both, since only then is a squared distance 2 − 2·cos, but Normalization was {options.Normalization}.",
                nameof(options));
        }

        this.options = options;
        scale = new Scale(options.Scale, agents.ClassCount);
        RegisterComponents();
    }

    /// <inheritdoc />
    public override double? CurrentScale => HasScale ? scale.Value : null;

    /// <inheritdoc />
    public override double? Floor =>
        options.Normalization == Normalization.Both && Agents.ClassCount > 1
            ? SoftmaxBound.At(Agents.ClassCount, scale.Value)
            : null;

    /// <inheritdoc />
    public override IReadOnlyList<ParameterGroup> ParameterGroups =>
        HasScale && scale.Group is { } group ? [Agents.Group, group] : [Agents.Group];

    private bool HasScale => options.Normalization is Normalization.Both or Normalization.FeaturesOnly;

    /// <inheritdoc />
    internal override Tensor Losses(Tensor features, Tensor labels)
    {
        var comparison = Compare(
            HasScale ? Hypersphere.Project(features, epsilon: FeatureEpsilon) : features,
            labels,
            projectsAgents: options.Normalization is Normalization.Both or Normalization.AgentsOnly);
        if (!HasScale)
        {
            var (product, competitors) = comparison.Reduce(new OthersLogSumExp());
            return SoftmaxCompetition.Loss(product, competitors);
        }

        var s = scale.Current(comparison.Features);
        var (own, others) = comparison.Reduce(new OthersLogSumExp(), s);

        // Equation 9: the logits -(s/2)(2 - 2 cos) are the scaled cosines, all lowered by s.
        return options.UsesDistance
            ? SoftmaxCompetition.Loss(SquaredDistance.FromCosine(own) * (s / -2), others - s)
            : SoftmaxCompetition.Loss(own * s, others);
    }
}
