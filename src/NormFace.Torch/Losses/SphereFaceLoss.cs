using System.ComponentModel.DataAnnotations;
using NormFace.Agents;

namespace NormFace.Losses;

/// <summary>
/// Settings of <see cref="SphereFaceLoss"/>. Default scale: the length of the feature, as published.
/// </summary>
public sealed record SphereFaceOptions : MarginSoftmaxOptions
{
    /// <summary>Creates the published settings.</summary>
    public SphereFaceOptions() => Scale = null;

    /// <summary>Factor <c>m</c> on the own angle; 4 as published.</summary>
    [Range(1, 4)]
    public int Margin { get; init; } = 4;

    /// <summary>Weight <c>λ</c> of the plain cosine at the start; 1000 as released.</summary>
    [Range(0, double.MaxValue)]
    public double InitialAnnealing { get; init; } = 1000;

    /// <summary>Lowest <c>λ</c>; 5 as released, 0 for the pure margin.</summary>
    [Range(0, double.MaxValue)]
    public double MinAnnealing { get; init; } = 5;

    /// <summary>How fast <c>λ</c> falls: <c>λ₀/(1 + γ·t)</c> at training batch <c>t</c>; 0.12 as released.</summary>
    [Range(0, double.MaxValue)]
    public double AnnealingRate { get; init; } = 0.12;
}

/// <summary>A-Softmax: the own angle is multiplied; agents are normalised, features keep their length.</summary>
/// <remarks>
/// <para>
/// The own logit becomes <c>‖x‖·(λ·cos θ_y + ψ(θ_y))/(1 + λ)</c> with <c>ψ(θ) = (−1)^k·cos(m·θ) − 2k</c> on
/// <c>[kπ/m, (k+1)π/m]</c>; the others are <c>‖x‖·cos θ_j</c>. <c>cos(m·θ)</c> is the Chebyshev polynomial of the
/// cosine, so value and slope are exact at every angle.
/// </para>
/// <para>
/// <c>λ</c> falls with each training batch and is held in evaluation mode. Source: Liu et al., "SphereFace",
/// arXiv:1704.08063, equation 7, and its release for <c>λ</c>. Symbols: docs/math.md#margins.
/// </para>
/// </remarks>
public sealed class SphereFaceLoss : MarginSoftmaxLoss<SphereFaceOptions>
{
    private readonly Tensor batchCount; // the field name is the checkpoint key

    /// <inheritdoc />
    public SphereFaceLoss(int classCount, int featureSize, SphereFaceOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <inheritdoc />
    public SphereFaceLoss(ClassAgents agents, SphereFaceOptions? options = null)
        : base(agents, options)
    {
        batchCount = zeros(1, ScalarType.Int64).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>Weight <c>λ</c> of the plain cosine now. Waits for the device.</summary>
    public double Annealing => Math.Max(
        Options.MinAnnealing, Options.InitialAnnealing / (1 + (Options.AnnealingRate * batchCount.item<long>())));

    /// <inheritdoc />
    protected override Tensor OwnLogit(OwnAngle own)
    {
        if (training)
        {
            batchCount.add_(1);
        }

        var lambda = Annealing;
        return ((own.Cosine * lambda) + MultipliedAngle(own.Cosine)) / (1 + lambda);
    }

    // ψ(θ), piecewise: the sign and the offset of a piece carry no gradient, and the pieces meet.
    private Tensor MultipliedAngle(Tensor cosine)
    {
        var angle = cosine.detach().clamp(-1, 1).acos_();
        var piece = (angle * (Options.Margin / Math.PI)).floor_().clamp_max_(Options.Margin - 1);
        var sign = 1 - (piece.remainder(2) * 2);
        return (sign * Chebyshev(cosine)) - (piece * 2);
    }

    private Tensor Chebyshev(Tensor cosine) => Options.Margin switch
    {
        1 => cosine,
        2 => (cosine.square() * 2) - 1,
        3 => cosine * ((cosine.square() * 4) - 3),
        _ => (cosine.square() * ((cosine.square() * 8) - 8)) + 1,
    };
}
