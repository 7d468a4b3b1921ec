using System.CommandLine;
using System.Globalization;
using NormFace.Benches;
using NormFace.Cli.Figures;
using NormFace.Cli.Output;
using NormFace.Logs;
using NormFace.Native;
using NormFace.Recipes;
using NormFace.Synthesis;
using NormFace.Training;

namespace NormFace.Cli.Commands;

/// <summary><c>normface train</c>: a recipe becomes a run folder with a model in it.</summary>
internal static class TrainCommand
{
    private static readonly Argument<FileInfo> RecipeFileArgument = new("recipe")
    {
        Description = "The recipe, a JSON file; see recipes/.",
    };

    private static readonly Option<DirectoryInfo> Out = OutFolder.Create("the run");

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Overrides of recipe keys, such as --set schedule.rate=0.05 run.steps=2000.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Resume the run in the folder from its last intact checkpoint.",
    };

    private static readonly Option<DirectoryInfo?> Data = DataRootOption.Create();

    private static readonly Option<string> DeviceOption = MachineOptions.Device();

    private static readonly Option<int> ThreadsOption = MachineOptions.Threads();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("train", "Train a network from a recipe.")
        {
            RecipeFileArgument, Out, Set, Resume, Data, DeviceOption, ThreadsOption, JsonOutput.Option,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static void Run(ParseResult parsed, CancellationToken cancellation)
    {
        var recipe = RecipeFile.Read(
            parsed.GetValue(RecipeFileArgument)!.FullName, parsed.GetValue(Set), LabRecipes.Catalogue);
        recipe = recipe with { DataRoot = parsed.DataRootOf(Data) };
        var machine = ComputeMachine.Choose(parsed.GetValue(DeviceOption)!, parsed.GetValue(ThreadsOption));
        using var folder = RunFolder.Open(parsed.GetValue(Out)!.FullName, recipe, parsed.GetValue(Resume));
        using var session = TrainingSession.Create(recipe, machine);
        Introduce(session, folder);

        var display = new TrainingDisplay(recipe.Steps, TimeProvider.System);
        var observer = new TrainingObserver
        {
            Judge = HeldOutFigures.Of,
            Logged = display.Logged,
            Stepped = display.Stepped,
            Noticed = TrainingDisplay.Noticed,
        };
        try
        {
            new Trainer(session, observer).Run(folder, cancellation);
        }
        catch
        {
            TrainingDisplay.Finish();
            TryDraw(folder);
            throw;
        }

        TrainingDisplay.Finish();
        Draw(folder);
        ConsoleReport.Line($"Model:  {Shown(folder.ModelPath)}");
        ConsoleReport.Line($"Curves: {Shown(folder.CurvesPath)}");
        JsonOutput.Write(parsed, new
        {
            recipe.Name,
            recipe.Steps,
            Model = folder.ModelPath,
            Curves = folder.CurvesPath,
            Log = folder.LogPath,
            Last = new JsonLines(folder.LogPath).Read<TrainingPoint>() is [.., var last] ? last : null,
        });
    }

    private static void Introduce(TrainingSession session, RunFolder folder)
    {
        var (recipe, estimate) = (session.Recipe, RunEstimate.Measure(session));
        var seconds = TimeSpan.FromSeconds(estimate.SecondsPerStep * recipe.Steps);
        var samples = session.Contract is null ? "rows" : "pictures";
        var shape = session.Contract is { } seen
            ? $"{seen.Width}x{seen.Height}"
            : $"{session.Network.Channels} numbers";
        ConsoleReport.Note($"{recipe.Name}: {session.PictureCount:N0} {samples} of {session.ClassCount:N0} identities; "
            + $"{session.RemovedIdentities.Count(removed => removed.IsExcluded):N0} identities excluded by list, "
            + $"{session.RemovedIdentities.Count(removed => !removed.IsExcluded):N0} for too few {samples}.");
        if (session.HeldOutCount > 0)
        {
            ConsoleReport.Line($"{session.HeldOutCount:N0} identities are kept out, to measure on while it trains.");
        }

        if (session.UnknownExclusions.Count > 0)
        {
            ConsoleReport.Note($"{session.UnknownExclusions.Count:N0} names on the exclusion list are in no source, "
                + $"such as '{session.UnknownExclusions[0]}'.");
        }

        ConsoleReport.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{session.Network.Name}: {estimate.WeightCount:N0} weights, {estimate.AgentCount:N0} in the loss; "
            + $"features of {session.Network.FeatureSize}; {samples} of "
            + $"{shape}."));
        ConsoleReport.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"About {estimate.MemoryBytes / 1e6:N0} MB of memory and {TrainingDisplay.Duration(seconds)} for "
            + $"{recipe.Steps:N0} steps of {recipe.PicturesPerStep}."));
        if (estimate.IsPrecisionSlow)
        {
            ConsoleReport.Note(
                "bfloat16 is no faster than float32 on this machine: --set run.precision=fastest takes the faster.");
        }

        ConsoleReport.Note($"Run folder: {Shown(folder.Path)}. Ctrl-C saves and stops; --resume continues.");
    }

    // What stopped the run is the error to report, and a full disk stops both.
    private static void TryDraw(RunFolder folder)
    {
        try
        {
            Draw(folder);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            ConsoleReport.Note($"The curves could not be drawn: {error.Message}");
        }
    }

    private static void Draw(RunFolder folder)
    {
        var points = new JsonLines(folder.LogPath).Read<TrainingPoint>();
        if (points.Count > 1)
        {
            CurvesFigure.Write(folder.CurvesPath, points);
        }
    }

    private static string Shown(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);
}
