using System.Text.Json.Serialization;
using NormFace.Agents;
using NormFace.Geometry;

namespace NormFace.Losses;

/// <summary>What moves the centres of <see cref="CenterLoss"/>.</summary>
public enum CenterUpdate
{
    /// <summary>
    /// Wen's rule: the gradient of a centre is <c>Σ (c − x)/(1 + count)</c> over its samples in the batch, whatever
    /// weight the loss has. Handed to the optimiser in place of a gradient.
    /// </summary>
    Wen,

    /// <summary>The derivative of the loss.</summary>
    Gradient,
}

/// <summary>Settings of <see cref="CenterLoss"/>.</summary>
public sealed record CenterOptions : AgentLossOptions
{
    /// <summary>Update of the centres: Wen's rule, or the gradient.</summary>
    public CenterUpdate Update { get; init; }

    /// <summary>Whether features are projected to the sphere first, for use beside a normalised softmax.</summary>
    [JsonPropertyName("normalizes")]
    public bool NormalizesFeatures { get; init; }
}

/// <summary>Center loss: pulls each feature to its class's centre.</summary>
/// <remarks>
/// <para><c>L = (1/2N) Σᵢ ‖xᵢ − c_yᵢ‖²</c>. It cannot train alone: nothing keeps the classes apart.</para>
/// <para>
/// The centres are <see cref="AgentLoss.Agents"/>, used at their own length. A class that occurs twice in a batch
/// moves once, by the sum; the NormFace fork counts it twice. Source: Wen et al., "A discriminative feature learning
/// approach", ECCV 2016, equations 2 to 4. Symbols: docs/math.md#center.
/// </para>
/// </remarks>
public sealed class CenterLoss : AgentLoss
{
    private readonly CenterOptions options;

    /// <summary>Creates the loss with new centres.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or an option is outside its range.</exception>
    public CenterLoss(int classCount, int featureSize, CenterOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <summary>Creates the loss on existing centres.</summary>
    /// <param name="centers">The centres.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    public CenterLoss(ClassAgents centers, CenterOptions? options = null)
        : base(centers, options ??= new CenterOptions()) => this.options = options;

    /// <inheritdoc />
    public override double? Floor => 0;

    /// <summary>The centres. Weight decay would draw them to the origin, so they have none.</summary>
    public override IReadOnlyList<ParameterGroup> ParameterGroups =>
        [Agents.Group with { DecayFactor = Agents.Options.DecayFactor ?? 0 }];

    /// <inheritdoc />
    protected internal override Tensor Losses(Tensor features, Tensor labels)
    {
        var drawn = options.NormalizesFeatures ? Hypersphere.Project(features, epsilon: FeatureEpsilon) : features;
        var type = Precision.Of(drawn, Agents.Vectors);
        var centers = Agents.InType(type);
        return options.Update == CenterUpdate.Gradient
            ? (drawn.to(type) - centers.index_select(0, labels)).square().sum(1) / 2
            : CenterFunction.apply(drawn.to(type), centers, new CenterFunction.Settings(labels));
    }
}
