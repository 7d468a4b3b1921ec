using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Cli.Reproduction;
using NormFace.Native;
using NormFace.Reports;
using NormFace.Studies;
using NormFace.Training;

namespace NormFace.Cli.Commands;

/// <summary><c>normface reproduce</c>: a study becomes a table with intervals.</summary>
internal static class ReproduceCommand
{
    private static readonly Argument<FileInfo> StudyArgument = new("study") { Description = "The study, a JSON file. studies/ holds some." };

    private static readonly Option<DirectoryInfo> Out = new("--out") { Description = "Folder of the runs; what is in it already is gone on with.", Required = true };

    private static readonly Option<DirectoryInfo?> Results = new("--results")
    {
        Description = "Folder of the small results, one a training; 'results' in --out unless told. A training whose result is there is not repeated.",
    };

    private static readonly Option<string[]> Rows = new("--row")
    {
        Description = "Rows to train; all unless told.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> ReportOnly = new("--report-only") { Description = "Train nothing; write the report of the results that are there." };

    private static readonly Option<FileInfo?> Document = new("--document")
    {
        Description = "A Markdown document whose part between '<!-- begin study NAME -->' and '<!-- end study NAME -->' shall hold the tables in short.",
    };

    private static readonly Option<string> DeviceOption = MachineOptions.Device();

    private static readonly Option<int> ThreadsOption = MachineOptions.Threads();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("reproduce", "Train every row of a study, over its seeds, and compare them on people they never saw.")
        {
            StudyArgument, Out, Results, Rows, ReportOnly, Document, DeviceOption, ThreadsOption,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static void Run(ParseResult parsed, CancellationToken cancellation)
    {
        var study = StudyFile.Read(parsed.GetValue(StudyArgument)!.FullName);
        var output = parsed.GetValue(Out)!.FullName;
        var folders = new StudyFolders(output, parsed.GetValue(Results)?.FullName ?? Path.Combine(output, "results"));
        var rows = parsed.GetValue(Rows) is { Length: > 0 } named ? named : null;
        var cells = study.Cells(rows);
        var diverged = parsed.GetValue(ReportOnly) ? [] : Train(parsed, study, folders, cells, cancellation);

        var results = folders.Read(study);
        var page = StudyReport.ToPage(study, results);
        Directory.CreateDirectory(output);
        MarkdownPage.Write(page, Path.Combine(output, "report.md"));
        HtmlPage.Write(page, Path.Combine(output, "report.html"));
        if (parsed.GetValue(Document) is { } document)
        {
            MarkdownSection.Write(document.FullName, $"study {study.Name}", MarkdownPage.ToMarkdown(StudyReport.ToSection(study, results), level: 2));
        }

        ConsoleReport.Line($"{results.Count} of {study.Cells().Count} trainings are in the report: {Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(output, "report.html"))}");
        if (diverged.Count > 0)
        {
            throw new TrainingDivergedException($"Without a result, as their training diverged: {string.Join(", ", diverged)}.");
        }
    }

    private static List<string> Train(ParseResult parsed, Study study, StudyFolders folders, IReadOnlyList<StudyCell> cells, CancellationToken cancellation)
    {
        var missing = cells.Where(cell => !IsUpToDate(study, folders, cell)).ToArray();
        ConsoleReport.Line($"{study.Name}: {cells.Count} trainings, {missing.Length} to do. Ctrl-C stops after a checkpoint; the same command goes on.");
        if (missing.Length == 0)
        {
            return [];
        }

        var machine = ComputeMachine.Choose(parsed.GetValue(DeviceOption)!, parsed.GetValue(ThreadsOption));
        using var test = new CellTest(study, machine);
        var training = new CellTraining(study, folders, machine, cancellation);
        Directory.CreateDirectory(folders.Results);
        List<string> diverged = [];
        for (var place = 0; place < missing.Length; place++)
        {
            var cell = missing[place];
            CellResult result;
            try
            {
                result = test.Run(cell, training.Train(cell), training.Curve(cell), cancellation);
            }
            catch (TrainingDivergedException error)
            {
                ConsoleReport.Line($"{cell.Id}: {error.Message}");
                diverged.Add(cell.Id); // the other rows are worth having
                continue;
            }

            CellResultFile.Write(folders.ResultOf(cell), result);
            var accuracy = study.PairsPath is null ? "" : $", accuracy {FiguresTable.Percent(Mean(result, "accuracy"))}";
            ConsoleReport.Line(FormattableString.Invariant(
                $"{cell.Id} ({place + 1} of {missing.Length}): EER {FiguresTable.Percent(Mean(result, "eer"))} over all pairs of a fold{accuracy}."));
        }

        return diverged;
    }

    // A result of a recipe that has changed since would stand in the wrong table.
    private static bool IsUpToDate(Study study, StudyFolders folders, StudyCell cell)
    {
        var path = folders.ResultOf(cell);
        if (!File.Exists(path))
        {
            return false;
        }

        var isUpToDate = CellResultFile.Read(path).RecipeSha256 == CellRecipe.Sha256Of(study, cell);
        if (!isUpToDate)
        {
            ConsoleReport.Line($"{cell.Id}: its result is of another recipe and is made anew.");
        }

        return isUpToDate;
    }

    private static double Mean(CellResult result, string name) => result.Folds.Values.Average(fold => fold["front"].Values[name]);
}
