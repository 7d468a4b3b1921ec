namespace NormFace.Losses;

/// <summary>One part of a <see cref="JointLoss"/>.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Weight">Its weight; finite, at least 0. A part of weight 0 is left out altogether.</param>
public sealed record JointPart(EmbeddingLoss Loss, double Weight = 1);

/// <summary>A weighted sum of losses on the same features.</summary>
/// <remarks>
/// Each part has its own agents, as in the paper's softmax + C-contrastive (weight 0.01), unless they were
/// built on the same <see cref="Agents.ClassAgents"/>; shared agents make "a different single loss", since
/// <c>D = 2 − 2·cos</c>. Source: arXiv:1704.06369, section 4; release, issue 6.
/// </remarks>
public sealed class JointLoss : EmbeddingLoss
{
    private readonly ModuleList<EmbeddingLoss> parts; // the field name is the checkpoint key
    private readonly double[] weights;

    /// <summary>Joins losses.</summary>
    /// <param name="joined">The parts, at least one; all ignore the same label and expect the same features.</param>
    /// <exception cref="ArgumentException">There is no part, or the parts do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is below 0 or not finite.</exception>
    public JointLoss(params IReadOnlyList<JointPart> joined)
        : base(new LossOptions { IgnoreLabel = joined is [var first, ..] ? first.Loss.IgnoreLabel : null })
    {
        ArgumentNullException.ThrowIfNull(joined);

        if (joined.Count == 0)
        {
            throw new ArgumentException("joined must hold at least one part, but is empty.", nameof(joined));
        }

        foreach (var part in joined)
        {
            Geometry.Require.AtLeast(part.Weight, 0, nameof(JointPart.Weight));
        }

        RequireOne(joined.Select(part => part.Loss.IgnoreLabel), "ignore the same label");
        ClassCount = RequireOne(joined.Select(part => part.Loss.ClassCount).OfType<int>(), "have the same class count");
        FeatureSize = RequireOne(
            joined.Select(part => part.Loss.FeatureSize).OfType<int>(), "expect the same feature size");
        parts = new ModuleList<EmbeddingLoss>([.. joined.Select(part => part.Loss)]);
        weights = [.. joined.Select(part => part.Weight)];
        RegisterComponents();
    }

    /// <inheritdoc />
    public override int? ClassCount { get; }

    /// <inheritdoc />
    public override int? FeatureSize { get; }

    /// <summary>Weighted sum of the floors; null if a part has none.</summary>
    public override double? Floor
    {
        get
        {
            double? sum = 0;
            foreach (var (part, weight) in parts.Zip(weights))
            {
                sum += weight == 0 ? 0 : weight * part.Floor;
            }

            return sum;
        }
    }

    /// <summary>Every learned tensor once, also where parts share agents.</summary>
    public override IReadOnlyList<ParameterGroup> ParameterGroups =>
    [
        .. parts
            .SelectMany((part, index) => part.ParameterGroups.Select(
                group => group with { Name = $"{nameof(parts)}.{index}.{group.Name}" }))
            .DistinctBy(group => group.Parameter.Handle),
    ];

    /// <summary>The joined losses, in order.</summary>
    internal IEnumerable<EmbeddingLoss> Parts => parts;

    /// <inheritdoc />
    protected internal override Tensor Losses(Tensor features, Tensor labels)
    {
        Tensor? sum = null;

        foreach (var (part, weight) in parts.Zip(weights))
        {
            if (weight != 0)
            {
                var losses = part.Losses(features, labels);
                var weighted = weight == 1 ? losses : losses * weight;
                sum = sum is null ? weighted : sum + weighted;
            }
        }

        return sum ?? features.sum(1) * 0;
    }

    private static T? RequireOne<T>(IEnumerable<T> values, string rule)
    {
        var distinct = values.Distinct().ToArray();
        if (distinct.Length > 1)
        {
            var found = string.Join(", ", distinct.Select(value => value?.ToString() ?? "none"));
            throw new ArgumentException($"All parts must {rule}, but found {found}.");
        }

        return distinct.FirstOrDefault();
    }
}
