using NormFace.Geometry;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="PairContrastiveLoss"/>. Distances are squared and lie in [0, 4].</summary>
public sealed record PairContrastiveOptions
{
    /// <summary>Distance inside which impostors push; finite, at least 0. 1 unless set.</summary>
    public double NegativeMargin { get; init; } = 1;

    /// <summary>Distance below which a genuine pair no longer pulls; finite, at least 0. 0 unless set.</summary>
    public double PositiveMargin { get; init; }

    /// <summary>Which pairs count: <see cref="Mining.All"/> or <see cref="Mining.Hardest"/>. All unless set.</summary>
    public Mining Mining { get; init; } = Mining.All;

    /// <summary>What the sum is divided by. The mined pairs unless set.</summary>
    public PairAverage Average { get; init; } = PairAverage.Mined;

    /// <summary>Rows with this label take no part. None unless set.</summary>
    public long? IgnoreLabel { get; init; }

    /// <summary>ε inside the root of a feature's length; finite, at least 0.</summary>
    public double FeatureEpsilon { get; init; } = Hypersphere.DefaultEpsilon;
}

/// <summary>Contrastive loss between the samples of a batch: the baseline that C-contrastive replaces.</summary>
/// <remarks>
/// <para><c>L = mean over pairs of max(0, D − M₊) (genuine) or max(0, M − D) (impostor)</c>, <c>D</c> squared, features projected.</para>
/// <para>
/// A batch without pairs gives 0. The value of a sample is its share of the pairs it anchors. Source: Wang et al.,
/// "NormFace", arXiv:1704.06369, equation 7. Symbols: docs/math.md#pairs.
/// </para>
/// </remarks>
public sealed class PairContrastiveLoss : EmbeddingLoss
{
    private readonly PairContrastiveOptions options;

    /// <summary>Creates the loss; it learns nothing itself.</summary>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentException">The mining is one for triplets.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its stated range.</exception>
    public PairContrastiveLoss(PairContrastiveOptions? options = null)
        : base(nameof(PairContrastiveLoss), options?.IgnoreLabel)
    {
        this.options = options ?? new PairContrastiveOptions();
        Require.AtLeast(this.options.NegativeMargin, 0, nameof(PairContrastiveOptions.NegativeMargin));
        Require.AtLeast(this.options.PositiveMargin, 0, nameof(PairContrastiveOptions.PositiveMargin));
        Require.Epsilon(this.options.FeatureEpsilon, nameof(PairContrastiveOptions.FeatureEpsilon));

        if (this.options.Mining == Mining.SemiHard)
        {
            throw new ArgumentException("Mining must be All or Hardest for pairs, but was SemiHard, which needs triplets.", nameof(options));
        }
    }

    /// <inheritdoc />
    public override IReadOnlyList<ParameterGroup> ParameterGroups => [];

    /// <inheritdoc />
    internal override int? ClassLimit => null;

    /// <inheritdoc />
    internal override Tensor Losses(Tensor features, Tensor labels)
    {
        var batch = PairBatch.Of(features, labels, options.FeatureEpsilon);
        var isAll = options.Mining == Mining.All;
        var genuine = (isAll ? batch.IsGenuine : batch.FarthestGenuine()).nonzero();
        var impostor = (isAll ? batch.IsImpostor : batch.NearestImpostor()).nonzero();
        var pulls = (At(batch.Distances, genuine) - options.PositiveMargin).relu();
        var pushes = (options.NegativeMargin - At(batch.Distances, impostor)).relu();
        return batch.PerAnchor(cat([pulls, pushes]), cat([genuine, impostor]).select(1, 0), options.Average);
    }

    private static Tensor At(Tensor matrix, Tensor places) => matrix.flatten().index_select(
        0, (places.select(1, 0) * matrix.shape[1]) + places.select(1, 1));
}
