using NormFace.Agents;
using NormFace.Geometry;
using NormFace.Scales;

namespace NormFace.Losses;

/// <summary>Settings of every cosine softmax with a margin.</summary>
public record MarginSoftmaxOptions : AgentLossOptions
{
    /// <summary>The scale; null for the length of the feature itself.</summary>
    public ScaleOptions? Scale { get; init; } = new() { Fixed = 64 };
}

/// <summary>Softmax cross-entropy over scaled cosines whose own logit carries a margin.</summary>
/// <remarks>
/// <para><c>L = −(1/N) Σᵢ log( exp(s·ψᵢ) / (exp(s·ψᵢ) + Σ_{j≠y} exp(s·cos θ_ij)) )</c></para>
/// <para>
/// A member is its options and one override, the own logit <c>ψ</c>; <see cref="CosFaceLoss"/> is the shortest. Only a
/// loss whose negatives change as well overrides <see cref="Others"/>. Symbols: docs/math.md#margins.
/// </para>
/// </remarks>
/// <typeparam name="TOptions">The options.</typeparam>
public abstract class MarginSoftmaxLoss<TOptions> : AgentLoss
    where TOptions : MarginSoftmaxOptions, new()
{
    /// <summary>Creates the loss with new agents.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1 (2 where the scale is derived from it).</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentException">An argument or an option is outside its range.</exception>
    protected MarginSoftmaxLoss(int classCount, int featureSize, TOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <summary>Creates the loss on existing agents, to share them with another loss.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    protected MarginSoftmaxLoss(ClassAgents agents, TOptions? options = null)
        : base(agents, options ??= new TOptions(), options.Scale) => Options = options;

    /// <summary>The settings.</summary>
    protected TOptions Options { get; }

    /// <summary>The own logit before the scale: the own cosine with the margin applied.</summary>
    /// <param name="own">The own cosine of each sample.</param>
    /// <returns>Shape <c>[N]</c>; the gradient flows through it.</returns>
    protected abstract Tensor OwnLogit(OwnAngle own);

    /// <summary>
    /// What the other classes add to the competition: the log-sum-exp of their scaled cosines unless overridden.
    /// </summary>
    /// <param name="comparison">The comparison, about to be reduced.</param>
    /// <returns>A reduction whose value is on the scale of logits.</returns>
    protected virtual OthersReduction Others(Comparison comparison) => new OthersLogSumExp();

    /// <inheritdoc />
    protected internal sealed override Tensor Losses(Tensor features, Tensor labels)
    {
        var (unit, norm) = Options.Scale is null
            ? Hypersphere.ProjectWithNorm(features, epsilon: FeatureEpsilon)
            : (Hypersphere.Project(features, epsilon: FeatureEpsilon), null);
        var comparison = Compare(unit, labels);
        var scale = ScaleFor(comparison.Features) ?? norm!.squeeze(1).to(comparison.Features.dtype);
        var (own, others) = comparison.Reduce(Others(comparison), scale);
        return SoftmaxCompetition.Loss(OwnLogit(new OwnAngle(own, comparison, features)) * scale, others);
    }
}
