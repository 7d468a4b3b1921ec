using System.CommandLine;
using NormFace.Cli.Diagnosis;
using NormFace.Cli.Output;
using NormFace.Native;
using NormFace.Reference;
using NormFace.Reproduction;
using NormFace.Studies;
using NormFace.Training;

namespace NormFace.Cli.Commands;

/// <summary><c>normface reproduce</c>: a study becomes a table with intervals.</summary>
internal static class ReproduceCommand
{
    private static readonly Argument<FileInfo> StudyArgument = new("study")
    {
        Description = "The study, a JSON file; see studies/.",
    };

    private static readonly Option<DirectoryInfo> Out = OutFolder.Create(
        "the runs, which are resumed if they are there");

    private static readonly Option<DirectoryInfo?> Results = new("--results")
    {
        Description = "Folder for the results, one small file per training run; created if missing; default: 'results' "
            + "in --out. Runs that have a result are not repeated.",
    };

    private static readonly Option<string[]> Rows = new("--row")
    {
        Description = "Rows to train; default: all.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> ReportOnly = new("--report-only")
    {
        Description = "Train nothing; write the report from existing results.",
    };

    private static readonly Option<FileInfo?> Document = new("--document")
    {
        Description = "Markdown document to update with the short tables, "
            + "between '<!-- begin study NAME -->' and '<!-- end study NAME -->'.",
    };

    private static readonly Option<DirectoryInfo?> Data = DataRootOption.Create();

    private static readonly Option<string> DeviceOption = MachineOptions.Device();

    private static readonly Option<int> ThreadsOption = MachineOptions.Threads();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("reproduce", "Train every row of a study over its seeds; compare them on unseen people.")
        {
            StudyArgument, Out, Results, Rows, ReportOnly, Document, Data, DeviceOption, ThreadsOption,
            JsonOutput.Option,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static void Run(ParseResult parsed, CancellationToken cancellation)
    {
        var study = StudyFile.Read(parsed.GetValue(StudyArgument)!.FullName, parsed.DataRootOf(Data));
        var output = parsed.GetValue(Out)!.FullName;
        var folders = new StudyFolders(output, parsed.GetValue(Results)?.FullName ?? Path.Combine(output, "results"));
        var rows = parsed.GetValue(Rows) is { Length: > 0 } named ? named : null;
        var cells = study.Cells(rows);
        var diverged = parsed.GetValue(ReportOnly) ? [] : new StudyRun(study, folders, new ConsoleBench()).Train(
            cells,
            () => ComputeMachine.Choose(parsed.GetValue(DeviceOption)!, parsed.GetValue(ThreadsOption)),
            machine => machine.IsProcessor ? Machine.InShort(machine.Threads) : "a GPU",
            cancellation);

        var results = folders.Read(study);
        var page = StudyReport.ToPage(study, results);
        Directory.CreateDirectory(output);
        page.WriteMarkdown(Path.Combine(output, "report.md"));
        page.WriteHtml(Path.Combine(output, "report.html"));
        if (parsed.GetValue(Document) is { } document)
        {
            MarkdownSection.Write(
                document.FullName, $"study {study.Name}", StudyReport.ToSection(study, results).ToMarkdown(level: 2));
        }

        var report = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(output, "report.html"));
        ConsoleReport.Line($"{results.Count} of {study.Cells().Count} training runs are in the report: {report}");
        JsonOutput.Write(parsed, new
        {
            Report = report,
            study.Name,
            ResultCount = results.Count,
            RunCount = study.Cells().Count,
            Diverged = diverged,
        });
        if (diverged.Count > 0)
        {
            throw new TrainingDivergedException($"No result; training diverged: {string.Join(", ", diverged)}.");
        }
    }
}
