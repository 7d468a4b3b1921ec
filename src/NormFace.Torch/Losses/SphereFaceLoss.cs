using NormFace.Agents;
using NormFace.Geometry;
using NormFace.Scales;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="SphereFaceLoss"/>.</summary>
public sealed record SphereFaceOptions : LossOptions
{
    /// <summary>The scale, or null for the length of the feature itself, as published. Null unless set.</summary>
    public ScaleOptions? Scale { get; init; }

    /// <summary>Factor <c>m</c> on the own angle, 1 to 4. 4 unless set, as published.</summary>
    public int Margin { get; init; } = 4;

    /// <summary>Weight <c>λ</c> of the plain cosine at the start; at least 0. 1000 unless set, as released.</summary>
    public double InitialAnnealing { get; init; } = 1000;

    /// <summary>Lowest <c>λ</c>; at least 0. 5 unless set, as released; 0 for the pure margin.</summary>
    public double LowestAnnealing { get; init; } = 5;

    /// <summary>How fast <c>λ</c> falls: <c>λ₀/(1 + γ·t)</c> at training batch <c>t</c>; at least 0. 0.12 unless set, as released.</summary>
    public double AnnealingRate { get; init; } = 0.12;
}

/// <summary>A-Softmax: the own angle is multiplied, agents are on the sphere, features keep their length.</summary>
/// <remarks>
/// <para>
/// The own logit becomes <c>‖x‖·(λ·cos θ_y + ψ(θ_y))/(1 + λ)</c> with <c>ψ(θ) = (−1)^k·cos(m·θ) − 2k</c> on
/// <c>[kπ/m, (k+1)π/m]</c>; the others are <c>‖x‖·cos θ_j</c>. <c>cos(m·θ)</c> is the Chebyshev polynomial of the cosine, so
/// value and slope are exact at every angle.
/// </para>
/// <para>
/// <c>λ</c> falls with each training batch and is held in evaluation mode. Source: Liu et al., "SphereFace",
/// arXiv:1704.08063, equation 7, and its release for <c>λ</c>. Symbols: docs/math.md#margins.
/// </para>
/// </remarks>
public sealed class SphereFaceLoss : AgentLoss
{
    private readonly Scale? scale;
    private readonly Tensor batchCount; // a buffer; the field names are checkpoint keys
    private readonly SphereFaceOptions options;

    /// <summary>Creates the loss with agents of its own.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or an option is outside its stated range.</exception>
    public SphereFaceLoss(int classCount, int featureSize, SphereFaceOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <summary>Creates the loss on existing agents, to share them with another loss.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its stated range.</exception>
    public SphereFaceLoss(ClassAgents agents, SphereFaceOptions? options = null)
        : base(nameof(SphereFaceLoss), agents, options ??= new SphereFaceOptions())
    {
        Require.Between(options.Margin, 1, 4, nameof(SphereFaceOptions.Margin));
        Require.AtLeast(options.InitialAnnealing, 0, nameof(SphereFaceOptions.InitialAnnealing));
        Require.AtLeast(options.LowestAnnealing, 0, nameof(SphereFaceOptions.LowestAnnealing));
        Require.AtLeast(options.AnnealingRate, 0, nameof(SphereFaceOptions.AnnealingRate));
        this.options = options;
        scale = options.Scale is null ? null : new Scale(options.Scale, agents.ClassCount);
        batchCount = zeros(1, ScalarType.Int64).DetachFromDisposeScope();
        register_buffer(nameof(batchCount), batchCount);
        RegisterComponents();
    }

    /// <summary>Weight <c>λ</c> of the plain cosine now. Waits for the device.</summary>
    public double Annealing => Math.Max(
        options.LowestAnnealing, options.InitialAnnealing / (1 + (options.AnnealingRate * batchCount.item<long>())));

    /// <inheritdoc />
    public override double? CurrentScale => scale?.Value;

    /// <inheritdoc />
    public override IReadOnlyList<ParameterGroup> ParameterGroups =>
        scale?.Group is { } group ? [Agents.Group, group] : [Agents.Group];

    /// <inheritdoc />
    internal override Tensor Losses(Tensor features, Tensor labels)
    {
        if (training)
        {
            batchCount.add_(1);
        }

        var (unit, norm) = Hypersphere.ProjectWithNorm(features, epsilon: FeatureEpsilon);
        var comparison = Compare(unit, labels);
        var s = scale?.Current(comparison.Features) ?? norm.squeeze(1).to(comparison.Features.dtype);
        var (own, others) = comparison.Reduce(new OthersLogSumExp(), s);
        var lambda = Annealing;
        var blended = ((own * lambda) + MultipliedAngle(own)) / (1 + lambda);
        return SoftmaxCompetition.Loss(blended * s, others);
    }

    // ψ(θ), piecewise: the sign and the offset of a piece carry no gradient, and the pieces meet.
    private Tensor MultipliedAngle(Tensor cosine)
    {
        var piece = (cosine.detach().clamp(-1, 1).acos_() * (options.Margin / Math.PI)).floor_().clamp_max_(options.Margin - 1);
        var sign = 1 - (piece.remainder(2) * 2);
        return (sign * Chebyshev(cosine)) - (piece * 2);
    }

    private Tensor Chebyshev(Tensor cosine) => options.Margin switch
    {
        1 => cosine,
        2 => (cosine.square() * 2) - 1,
        3 => cosine * ((cosine.square() * 4) - 3),
        _ => (cosine.square() * ((cosine.square() * 8) - 8)) + 1,
    };
}
