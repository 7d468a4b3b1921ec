using System.ComponentModel.DataAnnotations;
using NormFace.Agents;
using NormFace.Geometry;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="CTripletLoss"/>. Distances are squared.</summary>
public sealed record CTripletOptions : AgentLossOptions
{
    /// <summary>Margin <c>M</c> between squared distances; 0.8 in the paper.</summary>
    [Range(0.0, 4.0)]
    public double Margin { get; init; } = 0.8;

    /// <summary>
    /// Whether only the nearest other agent pushes, as in the released model, or all, as in the paper.
    /// </summary>
    public bool HardestOnly { get; init; }

    /// <summary>
    /// Weight of the own distance added whether or not a hinge is active ("C-triplet + center"); 1 in the release.
    /// </summary>
    [Range(0, double.MaxValue)]
    public double CenterWeight { get; init; }

    /// <summary>Weight of the hinges.</summary>
    [Range(0, double.MaxValue)]
    public double NegativeWeight { get; init; } = 1;

    /// <summary>Weight of the own distance's slope in the released gradient; unused otherwise.</summary>
    [Range(0, double.MaxValue)]
    public double PositiveWeight { get; init; } = 1;

    /// <summary>Gradient: exact, or as in the release.</summary>
    public HingeGradient Gradient { get; init; }
}

/// <summary>C-triplet: triplet loss with the own and other agents instead of samples.</summary>
/// <remarks>
/// <para><c>L = (1/N) Σᵢ [ Σ_{k≠y} max(0, M + D_iy − D_ik) + λ·D_iy ]</c> with <c>D = ‖x̃ − w̃‖² = 2 − 2·cos</c></para>
/// <para>
/// A loss pinned near the margin (0.8 with <c>HardestOnly</c>; about 1.17 for random 512-d agents) means no learning.
/// At a kink the hinge is inactive. The released gradient differs from the derivative of the reported loss; see
/// <see cref="HingeGradient.Released"/>. The release also skips a hardest negative at distance exactly 0; we do not.
/// </para>
/// <para>
/// Source: Wang et al., "NormFace", arXiv:1704.06369, equation 11; release, layer GeneralTripletLoss. Symbols:
/// docs/math.md#c-triplet.
/// </para>
/// </remarks>
public sealed class CTripletLoss : AgentLoss
{
    private readonly CTripletOptions options;

    /// <summary>Creates the loss with new agents.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or an option is outside its range.</exception>
    public CTripletLoss(int classCount, int featureSize, CTripletOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <summary>Creates the loss on existing agents, to share them with another loss.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public CTripletLoss(ClassAgents agents, CTripletOptions? options = null)
        : base(agents, options ??= new CTripletOptions()) => this.options = options;

    /// <summary>0 while the simplex is wider than the margin, <c>M ≤ 2n/(n−1)</c>; else null.</summary>
    public override double? Floor => HingeFloor.At(options.Margin, Agents.ClassCount);

    /// <inheritdoc />
    protected internal override OthersHingeSum? ActiveHinges => new(options.Margin, isRelative: true);

    /// <inheritdoc />
    protected internal override Tensor Losses(Tensor features, Tensor labels)
    {
        var comparison = CompareDirections(features, labels);
        var isExact = options.Gradient == HingeGradient.Exact;
        var (own, hinges) = options.HardestOnly
            ? Hardest(comparison, isExact)
            : comparison.Reduce(new OthersHingeSum(options.Margin, isRelative: true, movesOwn: isExact));
        var ownDistance = SquaredDistance.FromCosine(own);
        var pushes = hinges * options.NegativeWeight;

        if (isExact)
        {
            return pushes + (ownDistance * options.CenterWeight);
        }

        // The release's rule: once where anything pushes, everywhere if the center term is on; never in the value.
        var pulls = options.CenterWeight > 0 ? ones_like(hinges) : hinges.detach().gt(0).to(hinges.dtype);
        var slope = ownDistance * pulls * options.PositiveWeight;
        return pushes + (slope - slope.detach());
    }

    private (Tensor Own, Tensor Hinges) Hardest(Comparison comparison, bool movesOwn)
    {
        var (own, highest) = comparison.Reduce(new OthersHighest());
        var ownDistance = SquaredDistance.FromCosine(movesOwn ? own : own.detach());
        return (own, (ownDistance + options.Margin - SquaredDistance.FromCosine(highest)).relu());
    }
}
