namespace NormFace.Studies;

/// <summary>A figure of a row over its folds and seeds.</summary>
/// <param name="Value">
/// Mean over folds and seeds, with its interval over people and seeds; ends are NaN where the figure has no replicates.
/// </param>
/// <param name="OverSeeds">Standard deviation (n − 1) over the seeds of the mean over folds; NaN with one seed.</param>
/// <param name="Difference">
/// The row's minus the first row's, over the folds and seeds that both have; null for the first row itself.
/// </param>
/// <param name="PValue">
/// How rare so large a difference would be if there were none; NaN where there is no difference or no replicate.
/// </param>
/// <param name="LeastPValue">
/// The smallest p that so many replicates of so few people can show; NaN like <paramref name="PValue"/>.
/// </param>
public sealed record RowFigure(
    ConfidenceInterval Value, double OverSeeds, ConfidenceInterval? Difference, double PValue, double LeastPValue);

/// <summary>A row's figures.</summary>
/// <param name="Row">The row.</param>
/// <param name="Cells">How many cells it has.</param>
/// <param name="Figures">Figures by name.</param>
public sealed record RowSummary(StudyRow Row, int Cells, IReadOnlyDictionary<string, RowFigure> Figures);
