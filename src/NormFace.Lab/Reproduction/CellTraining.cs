using NormFace.Benches;
using NormFace.Logs;
using NormFace.Native;
using NormFace.Recipes;
using NormFace.Studies;
using NormFace.Synthesis;
using NormFace.Training;

namespace NormFace.Reproduction;

/// <summary>Trains a cell of a study, or resumes its run.</summary>
internal sealed class CellTraining(Study study, StudyFolders folders, ComputeMachine machine, IBenchDisplay display)
{
    /// <summary>Trains a cell, and before it the base it starts from.</summary>
    /// <returns>Path of the model.</returns>
    public string Train(StudyCell cell, CancellationToken cancellationToken)
    {
        var basePath = cell.Row.IsFromScratch ? null
            : study.BaseOf(cell) is { } from ? Train(from, cancellationToken)
            : study.StartPath!;
        if (cell.Row.IsUntouched)
        {
            return basePath!;
        }

        var recipeFolder = Path.GetDirectoryName(study.RecipePath)!;
        var relative = basePath is null ? null : Path.GetRelativePath(recipeFolder, basePath).Replace('\\', '/');
        var recipe = Recipe.Read(CellRecipe.Of(study, cell, relative), recipeFolder, LabRecipes.Catalogue) with
        {
            DataRoot = study.DataRoot,
        };
        using var folder = RunFolder.Open(folders.RunOf(cell), recipe, isResumed: true);
        if (File.Exists(folder.ModelPath))
        {
            return folder.ModelPath;
        }

        display.Line($"{cell.Id}: training {recipe.Steps:N0} steps.");
        using var session = TrainingSession.Create(recipe, machine);
        ShownTraining.Run(session, folder, display, cancellationToken: cancellationToken);
        folder.PruneCheckpoints(0); // the model is all that is needed from here on
        return folder.ModelPath;
    }

    /// <summary>How the training of a cell went, from its log.</summary>
    public IReadOnlyList<CurvePoint> Curve(StudyCell cell)
    {
        var path = Path.Combine(folders.RunOf(cell), "log.jsonl");
        return File.Exists(path)
            ? [.. new JsonLines(path).Read<TrainingPoint>().Select(
                point => new CurvePoint(point.Step, Kept(point.Loss), Kept(point.Floor), Kept(point.Scale)))]
            : [];
    }

    // Six digits are more than a chart shows.
    private static double Kept(double value) => double.IsFinite(value) ? Math.Round(value, 6) : value;

    private static double? Kept(double? value) => value is { } number ? Kept(number) : null;
}
