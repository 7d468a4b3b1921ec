using System.ComponentModel.DataAnnotations;
using NormFace.Agents;
using NormFace.Theory;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="CosFaceLoss"/>. AM-Softmax uses a scale of 30.</summary>
public sealed record CosFaceOptions : MarginSoftmaxOptions
{
    /// <summary>Margin <c>m</c> on the own cosine; 0.35 in both papers.</summary>
    [Range(0.0, 2.0)]
    public double Margin { get; init; } = 0.35;
}

/// <summary>Cosine softmax with a fixed margin on the own cosine; also known as AM-Softmax.</summary>
/// <remarks>
/// <para>The own logit becomes <c>s·(cos θ_y − m)</c>.</para>
/// <para>
/// Source: Wang et al., "CosFace", arXiv:1801.09414, equation 4; Wang et al., "Additive Margin Softmax",
/// arXiv:1801.05599, equation 6. Symbols: docs/math.md#margins.
/// </para>
/// </remarks>
public sealed class CosFaceLoss : MarginSoftmaxLoss<CosFaceOptions>
{
    /// <inheritdoc />
    public CosFaceLoss(int classCount, int featureSize, CosFaceOptions? options = null)
        : base(classCount, featureSize, options)
    {
    }

    /// <inheritdoc />
    public CosFaceLoss(ClassAgents agents, CosFaceOptions? options = null)
        : base(agents, options)
    {
    }

    /// <inheritdoc />
    public override double? Floor => Agents.ClassCount > 1
        ? SoftmaxBound.At(Agents.ClassCount, CurrentScale!.Value, Options.Margin)
        : null;

    /// <inheritdoc />
    protected override Tensor OwnLogit(OwnAngle own) => own.Cosine - Options.Margin;
}
