using System.CommandLine;
using NormFace.Cli.Figures.Paper;
using NormFace.Cli.Output;
using NormFace.Cli.Reproduction;
using NormFace.Native;
using NormFace.Studies;

namespace NormFace.Cli.Commands;

/// <summary><c>normface figures</c>: the paper's figures from real runs.</summary>
internal static class FiguresCommand
{
    // Of the first three seeds the one where it happens, to digit 6: whether a class ends at the origin is a matter of luck.
    private const string BiasedSeed = "seed=2";

    private static readonly Option<DirectoryInfo> Out = new("--out") { Description = "Folder of the pictures, each as PNG and SVG.", DefaultValueFactory = _ => new DirectoryInfo("figures") };

    private static readonly Option<DirectoryInfo> Runs = new("--runs")
    {
        Description = "Folder of the trainings on digits; what is there is not trained again.",
        DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("runs", "figures")),
    };

    private static readonly Option<DirectoryInfo> Recipes = new("--recipes")
    {
        Description = "Folder of mnist-2d.json, mnist-3d-base.json and mnist-3d.json.",
        DefaultValueFactory = _ => new DirectoryInfo("recipes"),
    };

    private static readonly Option<DirectoryInfo> Studies = new("--studies")
    {
        Description = "Folder of scale.json and weights.json, and of their results. Figures of studies without results are left out; asked for with --only, that is a failure.",
        DefaultValueFactory = _ => new DirectoryInfo("studies"),
    };

    private static readonly Option<string[]> Only = new Option<string[]>("--only")
    {
        Description = "Figures to draw; all unless told.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    }.AcceptOnlyFromAmong("2", "3", "5", "6", "7", "8", "9", "sphere", "scale");

    private static readonly Option<bool> Clusters = new("--clusters")
    {
        Description = "Draw figures 2, 3, 7, 9 and the sphere from clusters drawn at random in place of digits: needs no data, and takes seconds.",
    };

    private static readonly Option<string> DeviceOption = MachineOptions.Device();

    private static readonly Option<int> ThreadsOption = MachineOptions.Threads();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("figures", "Draw the paper's figures from real runs: digits, bound, agents, weights, histograms.")
        {
            Out, Only, Clusters, Runs, Recipes, Studies, DeviceOption, ThreadsOption,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var folder = parsed.GetValue(Out)!.FullName;
        Directory.CreateDirectory(folder);
        var only = parsed.GetValue(Only)!;
        var machine = ComputeMachine.Choose(parsed.GetValue(DeviceOption)!, parsed.GetValue(ThreadsOption));
        var training = new DigitTraining(parsed.GetValue(Recipes)!.FullName, parsed.GetValue(Runs)!.FullName, machine);
        var isDrawn = parsed.GetValue(Clusters);
        Lazy<DigitFeatures> plane = new(() => isDrawn ? ClusterTraining.Plane(cancellation) : training.Run("plane", "mnist-2d.json", [], cancellation));
        Lazy<DigitFeatures> biased = new(() => isDrawn ? ClusterTraining.BiasedPlane(cancellation) : training.Run("plane-bias", "mnist-2d.json", ["loss.bias=true", BiasedSeed], cancellation));
        Lazy<DigitFeatures> sphere = new(() =>
        {
            if (isDrawn)
            {
                return ClusterTraining.Sphere(cancellation);
            }

            _ = training.Run("sphere-base", "mnist-3d-base.json", [], cancellation);
            return training.Run("sphere", "mnist-3d.json", [$"network.start={training.StartOf("sphere-base")}"], cancellation);
        });
        (string Name, Func<bool> Draw)[] figures =
        [
            ("5", () => Drawn(() => BoundFigure.Write(folder))),
            ("6", () => Drawn(() => AgentSphereFigure.Write(folder))),
            ("2", () => Drawn(() => DigitPlaneFigure.WriteWithoutBias(folder, plane.Value))),
            ("3", () => Drawn(() => DigitPlaneFigure.WriteWithBias(folder, biased.Value))),
            ("sphere", () => Drawn(() => DigitSphereFigure.Write(folder, sphere.Value))),
            ("7", () => Drawn(() => MarginalFeaturesFigure.Write(folder, sphere.Value))),
            ("9", () => Drawn(() => HistogramFigure.Write(folder, sphere.Value))),
            ("8", () => OfStudy(parsed, "weights", (study, results) => WeightFigure.Write(folder, study, results))),
            ("scale", () => OfStudy(parsed, "scale", (study, results) => ScaleStudyFigure.Write(folder, study, results))),
        ];
        var isComplete = true;
        foreach (var (name, draw) in figures.Where(figure => only.Length == 0 || only.Contains(figure.Name)))
        {
            cancellation.ThrowIfCancellationRequested();
            var isMade = draw();
            isComplete &= isMade;
            ConsoleReport.Line(isMade ? $"Figure {name} is drawn." : $"Figure {name} is left out.");
        }

        Accuracy("On the plane (softmax)", plane);
        Accuracy("On the sphere (C-contrastive)", sphere);
        ConsoleReport.Line($"Pictures: {Path.GetRelativePath(Environment.CurrentDirectory, folder)}");
        return isComplete || only.Length == 0 ? 0 : ExitCode.Failed; // a figure that was asked for by name was wanted
    }

    private static bool Drawn(Action draw)
    {
        draw();
        return true;
    }

    // A study that was not trained yet has nothing to draw.
    private static bool OfStudy(ParseResult parsed, string name, Action<Study, IReadOnlyList<CellResult>> draw)
    {
        var studies = parsed.GetValue(Studies)!.FullName;
        var study = StudyFile.Read(Path.Combine(studies, name + ".json"));
        var results = new StudyFolders("", Path.Combine(studies, "results", name)).Read(study);
        if (results.Count == 0)
        {
            ConsoleReport.Line($"Study '{name}' has no results in {Path.Combine(studies, "results", name)}: train it with 'normface reproduce'.");
            return false;
        }

        draw(study, results);
        return true;
    }

    private static void Accuracy(string what, Lazy<DigitFeatures> digits)
    {
        if (digits.IsValueCreated)
        {
            ConsoleReport.Line(FormattableString.Invariant($"{what}: {100 * digits.Value.Accuracy:0.00} % of what was not trained on is told rightly."));
        }
    }
}
