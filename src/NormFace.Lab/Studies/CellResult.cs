using System.Text.Json.Serialization;

namespace NormFace.Studies;

/// <summary>
/// What a cell gave: small enough to keep, and enough to compare rows long after the models are gone.
/// </summary>
public sealed record CellResult
{
    /// <summary>Name of the study.</summary>
    public required string Study { get; init; }

    /// <summary>Name of the row.</summary>
    public required string Row { get; init; }

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Description of the training machine: only machines of one kind give the same bytes.</summary>
    public string Machine { get; init; } = "";

    /// <summary>Steps trained.</summary>
    public required long Steps { get; init; }

    /// <summary>How training went: loss, its floor and the scale, from the run's log.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];

    /// <summary>What <see cref="CellRecipe.Sha256Of"/> gave: a result of another recipe is out of date.</summary>
    public required string RecipeSha256 { get; init; }

    /// <summary>
    /// SHA-256 of the model file, in lower-case hexadecimal digits: a cell that is repeated on such a machine gives the
    /// same.
    /// </summary>
    public required string ModelSha256 { get; init; }

    /// <summary>
    /// Figures by the fold tested and the way features are compared: <c>front</c>, <c>mirror</c> (summed), and both
    /// again in principal components, <c>front-pca</c> and <c>mirror-pca</c>, where the study fits some.
    /// </summary>
    public required IReadOnlyDictionary<int, IReadOnlyDictionary<string, CellFigures>> Folds { get; init; }
}

/// <summary>
/// What training was like at a step. A run's log tells more, but also speeds, which no repetition gives again.
/// </summary>
/// <param name="Step">Steps done.</param>
/// <param name="Loss">Mean loss since the point before, in nats.</param>
/// <param name="Floor">Lowest loss that balanced classes can reach at this scale; null if the head has none.</param>
/// <param name="Scale">The scale; null for a head without one.</param>
public sealed record CurvePoint(long Step, double Loss, double? Floor = null, double? Scale = null);

/// <summary>Figures of one way to compare features.</summary>
public sealed record CellFigures
{
    /// <summary>
    /// Figures by name, rates in [0, 1]: <c>eer</c>, <c>auc</c> and <c>tar@FAR</c> over all pairs of the fold's people;
    /// <c>accuracy</c> of the fold's listed pairs, each tenth by the threshold of the others; <c>eerInner</c> and
    /// <c>accuracyInner</c> with inner products in place
    /// of cosines; <c>rank1</c> and <c>tpir@FPIR</c> of identification on a drawn trial.
    /// </summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <summary>Names of the figures that have replicates.</summary>
    public required IReadOnlyList<string> ReplicateNames { get; init; }

    /// <summary>
    /// Those figures on replicates of people, drawn alike for every cell. Shape <c>[replicates][names]</c>.
    /// </summary>
    [JsonConverter(typeof(ReplicateConverter))]
    public required IReadOnlyList<IReadOnlyList<double>> Replicates { get; init; }

    /// <summary>Number of groups of people the replicates draw from.</summary>
    public required int GroupCount { get; init; }
}
