using System.CommandLine;
using System.Globalization;
using NormFace.Cli.Output;
using NormFace.Demonstration;
using NormFace.Native;

namespace NormFace.Cli.Commands;

/// <summary><c>normface demo</c>: drawn faces, five heads, one report; no data, no network.</summary>
internal static class DemoCommand
{
    private static readonly Option<DirectoryInfo> Out = OutFolder.Create("the report", "demo");

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = $"{MachineOptions.SeedDescription}: drawings and training.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> Steps = new Option<int>("--steps")
    {
        Description = "Training steps of each head.",
        DefaultValueFactory = _ => 500,
    }.Within(30, 1_000_000);

    private static readonly Option<string> DeviceOption = MachineOptions.Device();

    private static readonly Option<int> ThreadsOption = MachineOptions.Threads();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("demo", "Draw synthetic faces, train five heads on them, verify unseen ones.")
        {
            Out, Seed, Steps, DeviceOption, ThreadsOption, JsonOutput.Option,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static void Run(ParseResult parsed, CancellationToken cancellation)
    {
        var folder = parsed.GetValue(Out)!;
        OutFolder.Make(folder);
        var machine = ComputeMachine.Choose(parsed.GetValue(DeviceOption)!, parsed.GetValue(ThreadsOption));
        var plan = new DemoPlan(parsed.GetValue(Seed), parsed.GetValue(Steps));
        ConsoleReport.Note(
            $"{DemoPlan.TrainedIdentities} drawn identities with {DemoPlan.PicturesPerIdentity} pictures each to train "
            + $"on; {DemoPlan.UnseenIdentities} others to verify.");
        var demo = Demo.Run(plan, machine, new ConsoleBench(), cancellation);
        Print(demo.Runs);
        demo.Write(folder.FullName);
        JsonOutput.Write(parsed, new
        {
            Report = Path.Combine(folder.FullName, "report.html"),
            Heads = demo.Runs.Select(run => new
            {
                Head = run.Name,
                LastLoss = run.Curve.Count == 0 ? (double?)null : run.Curve[^1].Loss,
                Floor = run.Curve.Count == 0 ? null : run.Curve[^1].Floor,
                EqualErrorRate = run.Summary.EqualErrorRate.Value,
                run.Summary.EqualErrorRate.Low,
                run.Summary.EqualErrorRate.High,
            }),
        });
        ConsoleReport.Line(
            $"Report: "
            + $"{Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(folder.FullName, "report.html"))}");
    }

    private static void Print(IReadOnlyList<DemoRun> runs) => ConsoleReport.Table(
        "Pairs of identities that no head has seen, with 95 % intervals over identities",
        ["head", "last loss", "floor", "equal error rate", "interval"],
        runs.Select(run => (IReadOnlyList<string>)
        [
            run.Name,
            run.Curve.Count == 0 ? "-" : Number(run.Curve[^1].Loss, "F3"),
            run.Curve.Count == 0 || run.Curve[^1].Floor is not { } floor ? "-" : Number(floor, "F3"),
            Number(run.Summary.EqualErrorRate.Value * 100, "F2") + " %",
            $"{Number(run.Summary.EqualErrorRate.Low * 100, "F2")} to "
            + $"{Number(run.Summary.EqualErrorRate.High * 100, "F2")} %",
        ]));

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
