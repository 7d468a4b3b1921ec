using NormFace.Cli.Output;
using NormFace.Logs;
using NormFace.Native;
using NormFace.Recipes;
using NormFace.Studies;
using NormFace.Training;

namespace NormFace.Cli.Reproduction;

/// <summary>Trains a cell of a study, or goes on where its run was cut off.</summary>
internal sealed class CellTraining(Study study, StudyFolders folders, ComputeMachine machine, CancellationToken cancellation)
{
    /// <summary>Trains a cell, and before it the base it starts from.</summary>
    /// <returns>Path of the model.</returns>
    public string Train(StudyCell cell)
    {
        var basePath = cell.Row.IsFromScratch ? null : Train(cell with { Row = study.Base });
        var recipeFolder = Path.GetDirectoryName(study.RecipePath)!;
        var relative = basePath is null ? null : Path.GetRelativePath(recipeFolder, basePath).Replace('\\', '/');
        var recipe = Recipe.Read(CellRecipe.Of(study, cell, relative), recipeFolder);
        using var folder = RunFolder.Open(folders.RunOf(cell), recipe, isResumed: true);
        if (File.Exists(folder.ModelPath))
        {
            return folder.ModelPath;
        }

        ConsoleReport.Line($"{cell.Id}: training {recipe.Run.Steps:N0} steps.");
        using var session = TrainingSession.Create(recipe, machine);
        var display = TrainingDisplay.OnConsole(recipe.Run.Steps);
        try
        {
            new Trainer(session, new TrainingObserver { Logged = display.Logged, Stepped = display.Stepped, Noticed = display.Noticed }).Run(folder, cancellation);
        }
        finally
        {
            display.Finish();
        }

        folder.PruneCheckpoints(0); // the model is all that is needed from here on
        return folder.ModelPath;
    }

    /// <summary>Loss at the end of a cell's log; null where nothing was logged.</summary>
    public double? LastLoss(StudyCell cell)
    {
        var path = Path.Combine(folders.RunOf(cell), "log.jsonl");
        return File.Exists(path) && new JsonLines(path).Read<TrainingPoint>() is { Count: > 0 } points ? points[^1].Loss : null;
    }
}
