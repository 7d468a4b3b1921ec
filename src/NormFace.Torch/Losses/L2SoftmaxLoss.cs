using NormFace.Agents;
using NormFace.Geometry;
using NormFace.Scales;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="L2SoftmaxLoss"/>.</summary>
public sealed record L2SoftmaxOptions : LossOptions
{
    /// <summary>The length <c>α</c> of every feature. Fixed at 40 unless set; see <see cref="Theory.ScalePlan.ForProbability"/> for the least that works.</summary>
    public ScaleOptions Scale { get; init; } = ScaleOptions.Fixed(40);

    /// <summary>Whether each class has a learned bias, starting at 0. True unless set, as published.</summary>
    public bool HasBias { get; init; } = true;
}

/// <summary>L2-constrained softmax: features on a sphere of radius <c>α</c>, agents free.</summary>
/// <remarks>
/// <para><c>L = −(1/N) Σᵢ log( exp(α·w_yᵢ·x̃ᵢ + b_yᵢ) / Σⱼ exp(α·wⱼ·x̃ᵢ + bⱼ) )</c></para>
/// <para>Source: Ranjan et al., "L2-constrained softmax loss", arXiv:1703.09507, equation 3. Symbols: docs/math.md#softmax.</para>
/// </remarks>
public sealed class L2SoftmaxLoss : AgentLoss
{
    private readonly Scale scale;
    private readonly Parameter? bias; // [C]; the field names are checkpoint keys

    /// <summary>Creates the loss with agents of its own.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or an option is outside its stated range.</exception>
    public L2SoftmaxLoss(int classCount, int featureSize, L2SoftmaxOptions? options = null)
        : base(nameof(L2SoftmaxLoss), new ClassAgents(classCount, featureSize, options?.Agents), options ??= new L2SoftmaxOptions())
    {
        scale = new Scale(options.Scale, classCount);

        if (options.HasBias)
        {
            bias = new Parameter(zeros(classCount));
            bias.DetachFromDisposeScope();
        }

        RegisterComponents();
    }

    /// <inheritdoc />
    public override double? CurrentScale => scale.Value;

    /// <inheritdoc />
    public override IReadOnlyList<ParameterGroup> ParameterGroups =>
    [
        Agents.Group,
        .. bias is null ? Array.Empty<ParameterGroup>() : [new ParameterGroup(nameof(bias), bias, 1, 0)],
        .. scale.Group is { } group ? [group] : Array.Empty<ParameterGroup>(),
    ];

    /// <inheritdoc />
    internal override Tensor Losses(Tensor features, Tensor labels)
    {
        // The radius is put on the features, so that a bias is not scaled with the product.
        var onSphere = Hypersphere.Project(features, epsilon: FeatureEpsilon) * scale.Current(features);
        var comparison = Compare(onSphere, labels, projectsAgents: false, bias);
        var (own, others) = comparison.Reduce(new OthersLogSumExp());
        return SoftmaxCompetition.Loss(own, others);
    }
}
