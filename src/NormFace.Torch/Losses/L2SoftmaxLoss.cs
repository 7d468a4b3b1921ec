using System.Text.Json.Serialization;
using NormFace.Agents;
using NormFace.Geometry;
using NormFace.Scales;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="L2SoftmaxLoss"/>.</summary>
public sealed record L2SoftmaxOptions : AgentLossOptions
{
    /// <summary>
    /// The length <c>α</c> of every feature; see <see cref="Theory.ScalePlan.ForProbability"/> for the least that
    /// works.
    /// </summary>
    public ScaleOptions Scale { get; init; } = new() { Fixed = 40 };

    /// <summary>Whether each class has a learned bias, starting at 0, as published.</summary>
    [JsonPropertyName("bias")]
    public bool HasBias { get; init; } = true;
}

/// <summary>L2-constrained softmax: features on a sphere of radius <c>α</c>, agents not normalised.</summary>
/// <remarks>
/// <para><c>L = −(1/N) Σᵢ log( exp(α·w_yᵢ·x̃ᵢ + b_yᵢ) / Σⱼ exp(α·wⱼ·x̃ᵢ + bⱼ) )</c></para>
/// <para>
/// Source: Ranjan et al., "L2-constrained softmax loss", arXiv:1703.09507, equation 3. Symbols: docs/math.md#softmax.
/// </para>
/// </remarks>
public sealed class L2SoftmaxLoss : AgentLoss
{
    private readonly Parameter? bias; // [C]; the field name is the checkpoint key

    /// <summary>Creates the loss with new agents.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentException">An argument or an option is outside its range.</exception>
    public L2SoftmaxLoss(int classCount, int featureSize, L2SoftmaxOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <summary>Creates the loss on existing agents, to share them with another loss.</summary>
    /// <param name="agents">The agents; their length counts here.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public L2SoftmaxLoss(ClassAgents agents, L2SoftmaxOptions? options = null)
        : base(agents, options ??= new L2SoftmaxOptions(), options.Scale)
    {
        bias = options.HasBias ? ClassBias.Zero(agents.ClassCount) : null;
        RegisterComponents();
    }

    /// <inheritdoc />
    public override IReadOnlyList<ParameterGroup> ParameterGroups => bias is null
        ? base.ParameterGroups
        : [Agents.Group, ClassBias.Group(bias), .. base.ParameterGroups.Skip(1)];

    /// <inheritdoc />
    protected internal override Tensor Losses(Tensor features, Tensor labels)
    {
        // The radius is put on the features, so that a bias is not scaled with the product.
        var onSphere = Hypersphere.Project(features, epsilon: FeatureEpsilon) * ScaleFor(features)!;
        var comparison = Compare(onSphere, labels, projectsAgents: false, bias);
        var (own, others) = comparison.Reduce(new OthersLogSumExp());
        return SoftmaxCompetition.Loss(own, others);
    }
}
