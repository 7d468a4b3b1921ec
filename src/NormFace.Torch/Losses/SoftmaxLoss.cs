using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NormFace.Agents;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="SoftmaxLoss"/>.</summary>
public sealed record SoftmaxOptions : AgentLossOptions
{
    /// <summary>Whether each class has a learned bias, starting at 0: with one, Proposition 1 fails.</summary>
    [JsonPropertyName("bias")]
    public bool HasBias { get; init; }

    /// <summary>Dropout rate of the feature.</summary>
    [JsonPropertyName("dropout"), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double DropoutRate { get; init; }
}

/// <summary>The unnormalised baseline: softmax cross-entropy over inner products.</summary>
/// <remarks>
/// <para><c>L = −(1/N) Σᵢ log( exp(w_yᵢ·xᵢ + b_yᵢ) / Σⱼ exp(wⱼ·xᵢ + bⱼ) )</c></para>
/// <para>Source: Wang et al., "NormFace", arXiv:1704.06369, equation 1. Symbols: docs/math.md#softmax.</para>
/// </remarks>
public sealed class SoftmaxLoss : AgentLoss
{
    private readonly Parameter? bias; // [C]; the field name is the checkpoint key
    private readonly double dropoutRate;

    /// <summary>Creates the loss with new agents.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or an option is outside its range.</exception>
    public SoftmaxLoss(int classCount, int featureSize, SoftmaxOptions? options = null)
        : this(new ClassAgents(classCount, featureSize, options?.Agents), options)
    {
    }

    /// <summary>Creates the loss on existing agents, to share them with another loss.</summary>
    /// <param name="agents">The agents; their length counts here.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public SoftmaxLoss(ClassAgents agents, SoftmaxOptions? options = null)
        : base(agents, options ??= new SoftmaxOptions())
    {
        dropoutRate = options.DropoutRate;
        bias = options.HasBias ? ClassBias.Zero(agents.ClassCount) : null;
        RegisterComponents();
    }

    /// <summary>The biases, or null. Shape <c>[C]</c>.</summary>
    public Parameter? Bias => bias;

    /// <inheritdoc />
    public override IReadOnlyList<ParameterGroup> ParameterGroups =>
        bias is null ? [Agents.Group] : [Agents.Group, ClassBias.Group(bias)];

    /// <inheritdoc />
    protected internal override Tensor Losses(Tensor features, Tensor labels)
    {
        var kept = dropoutRate > 0 ? functional.dropout(features, dropoutRate, training) : features;
        var comparison = Compare(kept, labels, projectsAgents: false, bias);
        var (own, others) = comparison.Reduce(new OthersLogSumExp());
        return SoftmaxCompetition.Loss(own, others);
    }
}
