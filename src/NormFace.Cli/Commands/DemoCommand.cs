using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using NormFace.Cli.Demonstration;
using NormFace.Cli.Output;
using NormFace.Native;
using NormFace.Reports;
using NormFace.Storage;
using NormFace.Training;

namespace NormFace.Cli.Commands;

/// <summary><c>normface demo</c>: drawn faces, five heads, one report; no data, no network.</summary>
internal static class DemoCommand
{
    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "Folder for the report.",
        DefaultValueFactory = _ => new DirectoryInfo("demo"),
    };

    private static readonly Option<int> Seed = new("--seed") { Description = "Seed of drawings and training.", DefaultValueFactory = _ => 1 };

    private static readonly Option<int> Steps = new Option<int>("--steps") { Description = "Training steps of each head.", DefaultValueFactory = _ => 500 }.Within(30, 1_000_000);

    private static readonly Option<string> DeviceOption = MachineOptions.Device();

    private static readonly Option<int> ThreadsOption = MachineOptions.Threads();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("demo", "Draw people who do not exist, train five heads on them, verify others, write a report.") { Out, Seed, Steps, DeviceOption, ThreadsOption };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static void Run(ParseResult parsed, CancellationToken cancellation)
    {
        var folder = parsed.GetValue(Out)!;
        CreateFolder(folder);
        var machine = ComputeMachine.Choose(parsed.GetValue(DeviceOption)!, parsed.GetValue(ThreadsOption));
        var plan = new DemoPlan(parsed.GetValue(Seed), parsed.GetValue(Steps));
        var figures = new DemoFigures(plan);

        ConsoleReport.Line($"{DemoPlan.TrainedIdentities} drawn identities with {DemoPlan.PicturesPerIdentity} pictures each to train on; {DemoPlan.UnseenIdentities} others to verify.");
        var runs = new List<ReportRun>();
        foreach (var head in DemoHead.All)
        {
            runs.Add(Train(plan, head, figures, machine, cancellation));
        }

        runs.Add(figures.OfRawPixels());
        Print(runs);
        Write(folder.FullName, plan, runs, figures, machine);
        ConsoleReport.Line($"Report: {Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(folder.FullName, "report.html"))}");
    }

    private static ReportRun Train(DemoPlan plan, DemoHead head, DemoFigures figures, ComputeMachine machine, CancellationToken cancellation)
    {
        ConsoleReport.Line(head.Name);
        var display = TrainingDisplay.OnConsole(plan.Steps);
        var observer = new TrainingObserver
        {
            Stepped = display.Stepped,
            Noticed = display.Noticed,
            Logged = point =>
            {
                if (ConsoleReport.IsTerminal || point.Step == plan.Steps)
                {
                    display.Logged(point);
                }
            },
        };
        var (curve, unseen) = DemoTraining.Run(plan, head, machine, observer, cancellation);
        display.Finish();
        return figures.Of(head.Name, curve, unseen);
    }

    private static void Print(IReadOnlyList<ReportRun> runs) => ConsoleReport.Table(
        "Pairs of identities that no head has seen, with 95 % intervals over identities",
        ["head", "last loss", "floor", "equal error rate", "interval"],
        runs.Select(run => (IReadOnlyList<string>)
        [
            run.Name,
            run.Curve.Count == 0 ? "-" : Number(run.Curve[^1].Loss, "F3"),
            run.Curve.Count == 0 || run.Curve[^1].Floor is not { } floor ? "-" : Number(floor, "F3"),
            Number(run.Summary.EqualErrorRate.Value * 100, "F2") + " %",
            $"{Number(run.Summary.EqualErrorRate.Low * 100, "F2")} to {Number(run.Summary.EqualErrorRate.High * 100, "F2")} %",
        ]));

    private static void Write(string folder, DemoPlan plan, IReadOnlyList<ReportRun> runs, DemoFigures figures, ComputeMachine machine)
    {
        var version = typeof(DemoCommand).Assembly.GetName().Version!.ToString(3);
        new HtmlReport(
            "NormFace demo: faces of people who do not exist",
            $"A small network was trained on {DemoPlan.TrainedIdentities} drawn identities with each head, then asked to tell {DemoPlan.UnseenIdentities} identities apart that it had never seen.",
            runs)
        {
            ContactSheetPng = figures.ContactSheet(),
            ContactSheetCaption = "Each row is one identity. Geometry and colour belong to the person; pose, light, expression, occlusion, blur and noise do not.",
            Origin =
            [
                new("command", $"normface demo --seed {plan.Seed} --steps {plan.Steps} --threads {machine.Threads}"),
                new("machine", $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors"),
                new("versions", $"NormFace {version}, {RuntimeInformation.FrameworkDescription}"),
            ],
        }.Write(Path.Combine(folder, "report.html"));

        var results = runs.Select(run => new
        {
            head = run.Name,
            lastLoss = run.Curve.Count == 0 ? (double?)null : run.Curve[^1].Loss,
            floor = run.Curve.Count == 0 ? null : run.Curve[^1].Floor,
            equalErrorRate = run.Summary.EqualErrorRate.Value,
            low = run.Summary.EqualErrorRate.Low,
            high = run.Summary.EqualErrorRate.High,
            auc = run.Summary.Auc.Value,
        });
        AtomicFile.WriteText(Path.Combine(folder, "results.json"), JsonSerializer.Serialize(results) + "\n");
    }

    private static void CreateFolder(DirectoryInfo folder)
    {
        try
        {
            folder.Create();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--out must be a folder that can be made and written, but '{folder}' is not: {error.Message}", error);
        }
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
