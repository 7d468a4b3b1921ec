using System.ComponentModel.DataAnnotations;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="PairTripletLoss"/>. Distances are squared.</summary>
public sealed record PairTripletOptions : LossOptions
{
    /// <summary>Margin <c>M</c> between squared distances; 0.2 in FaceNet.</summary>
    [Range(0.0, 4.0)]
    public double Margin { get; init; } = 0.2;

    /// <summary>Which triplets are used.</summary>
    public Mining Mining { get; init; }

    /// <summary>
    /// What the sum is divided by: the triplets that were mined, or those of them with a loss above 0.
    /// </summary>
    public PairAverage Average { get; init; }
}

/// <summary>Triplet loss between the samples of a batch: the baseline that C-triplet replaces.</summary>
/// <remarks>
/// <para><c>L = mean over triplets of max(0, M + D(a, p) − D(a, n))</c>, <c>D</c> squared, features projected.</para>
/// <para>
/// <see cref="Mining.All"/> needs memory for (genuine pairs) × N values. A batch without triplets gives 0. The value
/// of a sample is its share of the triplets it anchors. Source: Schroff et al., "FaceNet", arXiv:1503.03832, equation
/// 1; Wang et al., "NormFace", arXiv:1704.06369, equation 8. Symbols: docs/math.md#pairs.
/// </para>
/// </remarks>
public sealed class PairTripletLoss : EmbeddingLoss
{
    private readonly PairTripletOptions options;

    /// <summary>Creates the loss; it learns nothing itself.</summary>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public PairTripletLoss(PairTripletOptions? options = null)
        : base(options ??= new PairTripletOptions()) => this.options = options;

    /// <summary>The margin: what the loss is where all features have become one point.</summary>
    internal double Margin => options.Margin;

    /// <inheritdoc />
    protected internal override Tensor Losses(Tensor features, Tensor labels)
    {
        var batch = PairBatch.Of(features, labels, FeatureEpsilon);
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
        var impostors = (options.Mining == Mining.Hardest ? batch.NearestImpostor() : batch.IsImpostor)
            .index_select(0, anchors);

        if (options.Mining != Mining.SemiHard || rows.shape[0] == 0)
        {
            return impostors;
        }

        var farther = impostors.logical_and(rows.gt(genuineDistance));
        var nearest = rows.masked_fill(farther.logical_not(), double.PositiveInfinity).argmin(1, keepdim: true);
        return zeros_like(farther).scatter_(1, nearest, farther.gather(1, nearest));
    }
}
