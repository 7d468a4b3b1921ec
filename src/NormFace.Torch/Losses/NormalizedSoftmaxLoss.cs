using System.Text.Json.Serialization;
using NormFace.Agents;
using NormFace.Geometry;
using NormFace.Scales;
using NormFace.Settings;
using NormFace.Theory;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="NormalizedSoftmaxLoss"/>.</summary>
public sealed record NormalizedSoftmaxOptions : AgentLossOptions, IValidatedOptions
{
    /// <summary>The scale, as in the release. Unused where features are not projected.</summary>
    public ScaleOptions Scale { get; init; } = new() { Learned = 10 };

    /// <summary>What is projected.</summary>
    [JsonPropertyName("normalizes")]
    public Normalization Normalization { get; init; }

    /// <summary>
    /// Whether logits are formed as <c>−(s/2)·‖x̃ − w̃‖²</c> (equation 9) instead of <c>s·cos</c>: the same loss,
    /// written as metric learning. Needs both projected.
    /// </summary>
    public bool UsesDistance { get; init; }

    /// <inheritdoc />
    public void Validate()
    {
        if (UsesDistance && Normalization != Normalization.Both)
        {
            throw new ArgumentException(
                "UsesDistance must come with Normalization.Both, since only then is a squared distance 2 − 2·cos, "
                + $"but Normalization was {Normalization}.");
        }
    }
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
    private readonly NormalizedSoftmaxOptions options;

    /// <summary>Creates the loss with new agents.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1 (2 where the scale is derived from it).</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentException">An argument or an option is outside its range.</exception>
    public NormalizedSoftmaxLoss(int classCount, int featureSize, NormalizedSoftmaxOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <summary>Creates the loss on existing agents, to share them with another loss.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentException">The distance form is asked for without projecting both.</exception>
    public NormalizedSoftmaxLoss(ClassAgents agents, NormalizedSoftmaxOptions? options = null)
        : base(agents, options ??= new NormalizedSoftmaxOptions(), options.Scale) => this.options = options;

    /// <inheritdoc />
    public override double? CurrentScale => HasScale ? base.CurrentScale : null;

    /// <inheritdoc />
    public override double? Floor => options.Normalization == Normalization.Both && Agents.ClassCount > 1
        ? SoftmaxBound.At(Agents.ClassCount, CurrentScale!.Value)
        : null;

    /// <inheritdoc />
    public override IReadOnlyList<ParameterGroup> ParameterGroups => HasScale ? base.ParameterGroups : [Agents.Group];

    private bool HasScale => options.Normalization is Normalization.Both or Normalization.FeaturesOnly;

    /// <inheritdoc />
    protected internal override Tensor Losses(Tensor features, Tensor labels)
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

        var s = ScaleFor(comparison.Features)!;
        var (own, others) = comparison.Reduce(new OthersLogSumExp(), s);

        // Equation 9: the logits -(s/2)(2 - 2 cos) are the scaled cosines, all lowered by s.
        return options.UsesDistance
            ? SoftmaxCompetition.Loss(SquaredDistance.FromCosine(own) * (s / -2), others - s)
            : SoftmaxCompetition.Loss(own * s, others);
    }
}
