using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Figures.Paper;
using NormFace.Native;

namespace NormFace.Cli.Commands;

/// <summary><c>normface figures</c>: the paper's figures from real runs.</summary>
internal static class FiguresCommand
{
    private static readonly Option<DirectoryInfo> Out = OutFolder.Create("the figures, each as PNG and SVG", "figures");

    private static readonly Option<DirectoryInfo> Runs = new("--runs")
    {
        Description = "Folder for the training runs on digits; created if missing; finished runs in it are reused.",
        DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("runs", "figures")),
    };

    private static readonly Option<DirectoryInfo> Recipes = new("--recipes")
    {
        Description = "Folder with mnist-2d.json, mnist-3d-base.json and mnist-3d.json.",
        DefaultValueFactory = _ => new DirectoryInfo("recipes"),
    };

    private static readonly Option<DirectoryInfo> Studies = new("--studies")
    {
        Description = "Folder with scale.json and weights.json and their results. Figures without results are skipped; "
            + "with --only that is an error.",
        DefaultValueFactory = _ => new DirectoryInfo("studies"),
    };

    private static readonly Option<string[]> Only = new Option<string[]>("--only")
    {
        Description = "Figures to draw; default: all.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    }.AcceptOnlyFromAmong([.. PaperFigures.Names]);

    private static readonly Option<bool> Clusters = new("--clusters")
    {
        Description = "Draw figures 2, 3, 7, 9 and the sphere from random clusters instead of digits: no data, "
            + "seconds.",
    };

    private static readonly Option<DirectoryInfo?> Data = DataRootOption.Create();

    private static readonly Option<string> DeviceOption = MachineOptions.Device();

    private static readonly Option<int> ThreadsOption = MachineOptions.Threads();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "figures", "Draw the paper's figures from real runs: digits, bound, agents, weights, histograms.")
        {
            Out, Only, Clusters, Runs, Recipes, Studies, Data, DeviceOption, ThreadsOption,
        };
        command.SetAction((parsed, cancellation) =>
            Task.Run(() => (int)Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        var only = parsed.GetValue(Only)!;
        var figures = new PaperFigures(
            new PaperFigureOptions
            {
                Folder = parsed.GetValue(Out)!.FullName,
                RecipeFolder = parsed.GetValue(Recipes)!.FullName,
                RunFolder = parsed.GetValue(Runs)!.FullName,
                StudyFolder = parsed.GetValue(Studies)!.FullName,
                DataRoot = parsed.DataRootOf(Data),
                UsesClusters = parsed.GetValue(Clusters),
            },
            ComputeMachine.Choose(parsed.GetValue(DeviceOption)!, parsed.GetValue(ThreadsOption)),
            new ConsoleBench());
        var isComplete = figures.Draw(only, cancellation);
        var folder = Path.GetRelativePath(Environment.CurrentDirectory, parsed.GetValue(Out)!.FullName);
        ConsoleReport.Line($"Figures: {folder}");
        // a figure that was asked for by name was wanted
        return isComplete || only.Length == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
