using System.Globalization;
using NormFace.Benches;
using NormFace.Native;
using NormFace.Studies;
using NormFace.Training;

namespace NormFace.Reproduction;

/// <summary>Trains and tests the cells of a study that have no result yet.</summary>
/// <param name="study">The study.</param>
/// <param name="folders">Where runs and results are kept.</param>
/// <param name="display">Where progress is shown.</param>
public sealed class StudyRun(Study study, StudyFolders folders, IBenchDisplay display)
{
    /// <summary>Trains what is missing and writes a result for each cell.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="machine">Chooses where to compute; called only if something is to be trained.</param>
    /// <param name="machineName">Name of that machine in the results.</param>
    /// <param name="cancellationToken">Stops after a checkpoint; the same call resumes.</param>
    /// <returns>Cells whose training diverged and that have no result.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<string> Train(
        IReadOnlyList<StudyCell> cells,
        Func<ComputeMachine> machine,
        Func<ComputeMachine, string> machineName,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(machineName);
        var missing = cells.Where(cell => !IsUpToDate(cell)).ToArray();
        display.Line(
            $"{study.Name}: {cells.Count} training runs, {missing.Length} to do. Ctrl-C saves and stops; the same "
            + $"command resumes.");
        return missing.Length == 0 ? [] : Train(missing, machine(), machineName, cancellationToken);
    }

    private List<string> Train(
        StudyCell[] missing,
        ComputeMachine machine,
        Func<ComputeMachine, string> machineName,
        CancellationToken cancellationToken)
    {
        using var test = new CellTest(study, machine, machineName(machine));
        var training = new CellTraining(study, folders, machine, display);
        Directory.CreateDirectory(folders.Results);
        List<string> diverged = [];
        for (var place = 0; place < missing.Length; place++)
        {
            var cell = missing[place];
            CellResult result;
            try
            {
                result = test.Run(
                    cell, training.Train(cell, cancellationToken), training.Curve(cell), cancellationToken);
            }
            catch (TrainingDivergedException error)
            {
                display.Line($"{cell.Id}: {error.Message}");
                diverged.Add(cell.Id); // the other rows are worth having
                continue;
            }

            CellResultFile.Write(folders.ResultOf(cell), result);
            var accuracy = study.PairsPath is null ? "" : $", accuracy {Percent(result, "accuracy")}";
            display.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{cell.Id} ({place + 1} of {missing.Length}): EER {Percent(result, "eer")} over all pairs of a "
                + $"fold{accuracy}."));
        }

        return diverged;
    }

    // A result of a recipe that has changed since would stand in the wrong table.
    private bool IsUpToDate(StudyCell cell)
    {
        var path = folders.ResultOf(cell);
        if (!File.Exists(path))
        {
            return false;
        }

        var isUpToDate = CellResultFile.Read(path).RecipeSha256 == CellRecipe.Sha256Of(study, cell);
        if (!isUpToDate)
        {
            display.Line($"{cell.Id}: the result is of another recipe; training again.");
        }

        return isUpToDate;
    }

    private static string Percent(CellResult result, string name) => FormattableString.Invariant(
        $"{100 * result.Folds.Values.Average(fold => fold["front"].Values[name]):0.00} %");
}
