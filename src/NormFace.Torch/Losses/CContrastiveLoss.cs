using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NormFace.Agents;
using NormFace.Geometry;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="CContrastiveLoss"/>. Distances are squared.</summary>
public sealed record CContrastiveOptions : AgentLossOptions
{
    /// <summary>
    /// Squared distance <c>M</c> inside which other agents push; 1 in the paper, and 0 makes it center loss.
    /// </summary>
    [JsonPropertyName("margin"), Range(0.0, 4.0)]
    public double NegativeMargin { get; init; } = 1;

    /// <summary>Squared distance to the own agent at which it stops pulling; 0 as released.</summary>
    [Range(0.0, 4.0)]
    public double PositiveMargin { get; init; }

    /// <summary>Weight of the own term.</summary>
    [Range(0, double.MaxValue)]
    public double PositiveWeight { get; init; } = 1;

    /// <summary>Weight of the other terms.</summary>
    [Range(0, double.MaxValue)]
    public double NegativeWeight { get; init; } = 1;

    /// <summary>
    /// Own term from which a sample counts as an outlier and no longer pulls; 4, as released, means never.
    /// </summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double OutlierThreshold { get; init; } = 4;

    /// <summary>Whether only the nearest other agent pushes.</summary>
    public bool HardestOnly { get; init; }

    /// <summary>Gradient: exact, or as in the release.</summary>
    public HingeGradient Gradient { get; init; }
}

/// <summary>C-contrastive: contrastive loss between samples and class agents instead of pairs of samples.</summary>
/// <remarks>
/// <para>
/// <c>L = (1/N) Σᵢ [ min(T, max(0, D_iy − M₊)) + Σ_{j≠y} max(0, M − D_ij) ]</c> with
/// <c>D = ‖x̃ − w̃‖² = 2 − 2·cos</c>
/// </para>
/// <para>At a kink (a distance equal to a margin) the term is inactive: its slope is 0.</para>
/// <para>
/// Source: Wang et al., "NormFace", arXiv:1704.06369, equation 10; release, layer GeneralContrastiveLoss. Symbols:
/// docs/math.md#c-contrastive.
/// </para>
/// </remarks>
public sealed class CContrastiveLoss : AgentLoss
{
    private readonly CContrastiveOptions options;

    /// <summary>Creates the loss with new agents.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or an option is outside its range.</exception>
    public CContrastiveLoss(int classCount, int featureSize, CContrastiveOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <summary>Creates the loss on existing agents, to share them with another loss.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public CContrastiveLoss(ClassAgents agents, CContrastiveOptions? options = null)
        : base(agents, options ??= new CContrastiveOptions()) => this.options = options;

    /// <summary>
    /// 0 while the simplex keeps all other agents outside the margin, <c>M ≤ 2n/(n−1)</c>; else null.
    /// </summary>
    public override double? Floor => HingeFloor.At(options.NegativeMargin, Agents.ClassCount);

    /// <inheritdoc />
    protected internal override OthersHingeSum? ActiveHinges => new(options.NegativeMargin, isRelative: false);

    /// <inheritdoc />
    protected internal override Tensor Losses(Tensor features, Tensor labels)
    {
        var comparison = CompareDirections(features, labels);
        var (own, pushes) = options.HardestOnly
            ? Hardest(comparison)
            : comparison.Reduce(new OthersHingeSum(options.NegativeMargin, isRelative: false));
        return (Pull(SquaredDistance.FromCosine(own)) * options.PositiveWeight) + (pushes * options.NegativeWeight);
    }

    private (Tensor Own, Tensor Pushes) Hardest(Comparison comparison)
    {
        var (own, highest) = comparison.Reduce(new OthersHighest());
        return (own, (options.NegativeMargin - SquaredDistance.FromCosine(highest)).relu());
    }

    private Tensor Pull(Tensor ownDistance)
    {
        var pull = (ownDistance - options.PositiveMargin).relu();
        var capped = where(pull.lt(options.OutlierThreshold), pull, full_like(pull, options.OutlierThreshold));

        if (options.Gradient == HingeGradient.Exact)
        {
            return capped;
        }

        var slope = where(ownDistance.lt(options.OutlierThreshold), pull, pull.detach());
        return Angle.StraightThrough(capped, slope);
    }
}
