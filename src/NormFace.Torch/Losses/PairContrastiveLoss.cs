using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NormFace.Settings;

namespace NormFace.Losses;

/// <summary>Settings of <see cref="PairContrastiveLoss"/>. Distances are squared.</summary>
public sealed record PairContrastiveOptions : LossOptions, IValidatedOptions
{
    /// <summary>Squared distance within which impostor pairs are pushed apart.</summary>
    [JsonPropertyName("margin"), Range(0.0, 4.0)]
    public double NegativeMargin { get; init; } = 1;

    /// <summary>Squared distance below which genuine pairs are no longer pulled together.</summary>
    [Range(0.0, 4.0)]
    public double PositiveMargin { get; init; }

    /// <summary>Which pairs are used: all or the hardest.</summary>
    public Mining Mining { get; init; }

    /// <summary>What the sum is divided by: the pairs that were mined, or those of them with a loss above 0.</summary>
    public PairAverage Average { get; init; }

    /// <inheritdoc />
    public void Validate()
    {
        if (Mining == Mining.SemiHard)
        {
            throw new ArgumentException(
                "Mining must be All or Hardest for pairs, but was SemiHard, which needs triplets.");
        }
    }
}

/// <summary>Contrastive loss between the samples of a batch: the baseline that C-contrastive replaces.</summary>
/// <remarks>
/// <para>
/// <c>L = mean over pairs of max(0, D − M₊) (genuine) or max(0, M − D) (impostor)</c>, <c>D</c> squared, features
/// projected.
/// </para>
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
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public PairContrastiveLoss(PairContrastiveOptions? options = null)
        : base(options ??= new PairContrastiveOptions()) => this.options = options;

    /// <inheritdoc />
    protected internal override Tensor Losses(Tensor features, Tensor labels)
    {
        var batch = PairBatch.Of(features, labels, FeatureEpsilon);
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
