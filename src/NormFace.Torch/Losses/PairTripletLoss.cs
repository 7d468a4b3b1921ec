using NormFace.Geometry;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="PairTripletLoss"/>. Distances are squared and lie in [0, 4].</summary>
public sealed record PairTripletOptions
{
    /// <summary>Margin <c>M</c>; finite, at least 0. 0.2 unless set, FaceNet's value.</summary>
    public double Margin { get; init; } = 0.2;

    /// <summary>Which triplets count. All unless set.</summary>
    public Mining Mining { get; init; } = Mining.All;

    /// <summary>What the sum is divided by. The mined triplets unless set.</summary>
    public PairAverage Average { get; init; } = PairAverage.Mined;

    /// <summary>Rows with this label take no part. None unless set.</summary>
    public long? IgnoreLabel { get; init; }

    /// <summary>ε inside the root of a feature's length; finite, at least 0.</summary>
    public double FeatureEpsilon { get; init; } = Hypersphere.DefaultEpsilon;
}

/// <summary>Triplet loss between the samples of a batch: the baseline that C-triplet replaces.</summary>
/// <remarks>
/// <para><c>L = mean over triplets of max(0, M + D(a, p) − D(a, n))</c>, <c>D</c> squared, features projected.</para>
/// <para>
/// <see cref="Mining.All"/> needs memory for (genuine pairs) × N values. A batch without triplets gives 0. The value of a
/// sample is its share of the triplets it anchors. Source: Schroff et al., "FaceNet", arXiv:1503.03832, equation 1;
/// Wang et al., "NormFace", arXiv:1704.06369, equation 8. Symbols: docs/math.md#pairs.
/// </para>
/// </remarks>
public sealed class PairTripletLoss : EmbeddingLoss
{
    private readonly PairTripletOptions options;

    /// <summary>Creates the loss; it learns nothing itself.</summary>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its stated range.</exception>
    public PairTripletLoss(PairTripletOptions? options = null)
        : base(nameof(PairTripletLoss), options?.IgnoreLabel)
    {
        this.options = options ?? new PairTripletOptions();
        Require.AtLeast(this.options.Margin, 0, nameof(PairTripletOptions.Margin));
        Require.Epsilon(this.options.FeatureEpsilon, nameof(PairTripletOptions.FeatureEpsilon));
    }

    /// <inheritdoc />
    public override IReadOnlyList<ParameterGroup> ParameterGroups => [];

    /// <summary>The margin: what the loss is where all features have become one point.</summary>
    internal double Margin => options.Margin;

    /// <inheritdoc />
    internal override int? ClassLimit => null;

    /// <inheritdoc />
    internal override Tensor Losses(Tensor features, Tensor labels)
    {
        var batch = PairBatch.Of(features, labels, options.FeatureEpsilon);
        var pairs = (options.Mining == Mining.Hardest ? batch.FarthestGenuine() : batch.IsGenuine).nonzero();
        var (anchors, genuine) = (pairs.select(1, 0), pairs.select(1, 1));
        var rows = batch.Distances.index_select(0, anchors); // [P, N]
        var genuineDistance = rows.gather(1, genuine.unsqueeze(1)); // [P, 1]
        var hinges = (genuineDistance - rows + options.Margin).relu();
        var mined = Mined(batch, rows.detach(), genuineDistance.detach(), anchors).nonzero();
        var (pair, impostor) = (mined.select(1, 0), mined.select(1, 1));
        var values = hinges.flatten().index_select(0, (pair * rows.shape[1]) + impostor);
        return batch.PerAnchor(values, anchors.index_select(0, pair), options.Average);
    }

    // Which impostor completes which genuine pair. Shape [P, N].
    private Tensor Mined(PairBatch batch, Tensor rows, Tensor genuineDistance, Tensor anchors)
    {
        var impostors = (options.Mining == Mining.Hardest ? batch.NearestImpostor() : batch.IsImpostor).index_select(0, anchors);

        if (options.Mining != Mining.SemiHard || rows.shape[0] == 0)
        {
            return impostors;
        }

        var farther = impostors.logical_and(rows.gt(genuineDistance));
        var nearest = rows.masked_fill(farther.logical_not(), double.PositiveInfinity).argmin(1, keepdim: true);
        return zeros_like(farther).scatter_(1, nearest, farther.gather(1, nearest));
    }
}
