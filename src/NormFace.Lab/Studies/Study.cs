using System.Text.Json.Nodes;
using NormFace.Datasets;
using NormFace.Pictures;

namespace NormFace.Studies;

/// <summary>
/// A table of trainings that differ in one thing each, repeated over seeds, all tested alike on people whom none of
/// them saw.
/// </summary>
public sealed record Study
{
    /// <summary>Name, for files.</summary>
    public required string Name { get; init; }

    /// <summary>What it asks, for people.</summary>
    public string About { get; init; } = "";

    /// <summary>Root below which data sets are found by name; that of the environment by default.</summary>
    public DataRoot DataRoot { get; init; } = DataRoot.FromEnvironment();

    /// <summary>Path of the recipe that every row changes.</summary>
    public required string RecipePath { get; init; }

    /// <summary>Seeds, at least one.</summary>
    public required IReadOnlyList<int> Seeds { get; init; }

    /// <summary>
    /// Folds whose people are left out of every training and tested fold by fold, at least one, from 1.
    /// </summary>
    public required IReadOnlyList<int> Folds { get; init; }

    /// <summary>
    /// Whether each training leaves out one fold alone, which it is tested on: as many trainings as folds, each with
    /// more people.
    /// </summary>
    public bool IsInTurn { get; init; }

    /// <summary>
    /// The training that rows start from, unless <see cref="StartPath"/> is set. Its changes of the recipe hold for all
    /// rows that start from random weights.
    /// </summary>
    public required StudyRow Base { get; init; }

    /// <summary>Path of a model that rows start from in place of a base that is trained; null for none.</summary>
    public string? StartPath { get; init; }

    /// <summary>The seed of the one base that all trainings start from; null for a base of each seed.</summary>
    public int? BaseSeed { get; init; }

    /// <summary>What every training from the base changes in the recipe, before the row's own changes.</summary>
    public JsonObject FineTuning { get; init; } = [];

    /// <summary>The rows, at least one; the first is what the others are compared with.</summary>
    public required IReadOnlyList<StudyRow> Rows { get; init; }

    /// <summary>Path of the pictures that are tested.</summary>
    public required string PicturesPath { get; init; }

    /// <summary>
    /// Path of the features of the mirror images, row by row as in <see cref="PicturesPath"/>; null for none.
    /// </summary>
    public string? MirrorPath { get; init; }

    /// <summary>Path of the list of people of each fold, in the form of LFW's <c>people.txt</c>.</summary>
    public required string PeoplePath { get; init; }

    /// <summary>
    /// Path of the list of pairs, in the form of LFW's <c>pairs.txt</c>; null to judge all pairs of a fold's pictures
    /// alone.
    /// </summary>
    public string? PairsPath { get; init; }

    /// <summary>Where the template lies in the tested pictures; null for the model's own crop.</summary>
    public PictureCrop? Crop { get; init; }

    /// <summary>
    /// Folds on whose people principal components are fitted, without the tested one; empty to test without components.
    /// </summary>
    public IReadOnlyList<int> ComponentFolds { get; init; } = [];

    /// <summary>The base that a cell starts from.</summary>
    /// <param name="cell">A cell.</param>
    /// <returns>The base; null if the cell's row starts from random weights, or from <see cref="StartPath"/>.</returns>
    public StudyCell? BaseOf(StudyCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.Row.IsFromScratch || StartPath is not null
            ? null
            : new StudyCell(Base, BaseSeed ?? cell.Seed, cell.Fold);
    }

    /// <summary>The folds that a cell leaves out and is tested on.</summary>
    /// <param name="cell">A cell.</param>
    /// <returns>Numbers from 1.</returns>
    public IReadOnlyList<int> FoldsOf(StudyCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.Fold is { } fold ? [fold] : Folds;
    }

    /// <summary>The trainings, seed by seed, so that a study that is cut off has whole tables.</summary>
    /// <param name="rows">Names of the rows wanted; all if null.</param>
    /// <returns>The cells.</returns>
    /// <exception cref="ArgumentException">There is no row of a name.</exception>
    public IReadOnlyList<StudyCell> Cells(IReadOnlyCollection<string>? rows = null)
    {
        foreach (var unknown in (rows ?? []).Where(name => Rows.All(row => row.Name != name)))
        {
            throw new ArgumentException(
                $"A row must be one of {string.Join(", ", Rows.Select(row => row.Name))}, but was '{unknown}'.",
                nameof(rows));
        }

        var wanted = Rows.Where(row => rows is null || rows.Contains(row.Name)).ToArray();
        var seeds = wanted.SelectMany(row => row.Seeds ?? Seeds).Distinct().Order();
        return
        [
            .. from seed in seeds
               from fold in IsInTurn ? Folds.Select(fold => (int?)fold) : [null]
               from row in wanted
               where (row.Seeds ?? Seeds).Contains(seed)
               select new StudyCell(row, seed, fold),
        ];
    }
}
