using System.Diagnostics;
using NormFace.Logs;
using NormFace.Native;
using NormFace.Training;

namespace NormFace.GpuCheck;

/// <summary>Whole runs through the trainer, on drawn people.</summary>
internal static class TrainingSection
{
    /// <summary>The run folder whose model the embedding section reads.</summary>
    public const string Folder = "training-bf16";

    public static Report Run(Setting setting)
    {
        var steps = setting.IsQuick ? 6 : 200;
        var report = new Report(
            "Training",
            $"{steps} steps through the trainer, with loader, log, guard and checkpoints, on drawn people in memory; the same recipe in each row of a network. "
            + "Pictures a second are those of the last half of the log; where the trainer waits for the loader, the loader decides. "
            + "Limits: the loss falls to 70 % of its start or below, and the first interval agrees with the row above to 5 % "
            + "(bfloat16 keeps three digits, and steps amplify).");
        Report.Columns("run", "device", "first interval's loss", "last interval's loss", "pictures/s", "waiting for the loader", "seconds in all", "estimate, ms/step");
        string[] compact = setting.IsQuick ? ["run.steps=6", "run.logEvery=2"] : ["network={\"name\":\"compact\"}", .. Data(48, 56, steps)];
        string[] large = ["network={\"name\":\"iresnet50\",\"options\":{\"inputWidth\":96,\"inputHeight\":112,\"featureSize\":512}}", .. Data(96, 112, steps)];
        (string Name, string Folder, bool OnDevice, string[] Changes)[] runs =
        [
            ("compact, float32", "training-cpu", false, compact),
            ("compact, float32", "training-f32", true, compact),
            ("compact, bfloat16, channels_last", Folder, true, [.. compact, "run.precision=bfloat16"]),
            .. setting.IsQuick ? [] : new (string, string, bool, string[])[]
            {
                ("iresnet50, float32, TF32 allowed in convolutions", "training-large-f32", true, large),
                ("iresnet50, bfloat16, channels_last", "training-large-bf16", true, [.. large, "run.precision=bfloat16"]),
            },
        ];
        double? before = null;
        foreach (var (name, folder, isOnDevice, changes) in runs)
        {
            report.Try(name, () =>
            {
                var machine = isOnDevice ? setting.Machine : ComputeMachine.Choose("cpu", Environment.ProcessorCount);
                var isNew = name.Contains("float32", StringComparison.Ordinal) && (before is null || name.StartsWith("iresnet", StringComparison.Ordinal));
                before = Row(report, setting, machine, name, folder, changes, isNew ? null : before);
            });
        }

        return report.End();
    }

    private static double Row(Report report, Setting setting, ComputeMachine machine, string name, string folder, string[] changes, double? before)
    {
        var recipe = DrawnRecipe.With(changes);
        using var session = TrainingSession.Create(recipe, machine);
        var estimate = RunEstimate.Measure(session);
        var clock = Stopwatch.StartNew();
        string log;
        using (var run = RunFolder.Open(Path.Combine(setting.Folder, folder), recipe, isResumed: false))
        {
            new Trainer(session).Run(run);
            log = run.LogPath;
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var points = new JsonLines(log).Read<TrainingPoint>();
        var late = points.Skip(points.Count / 2).ToArray();
        var (first, last) = (points[0].Loss, points[^1].Loss);
        Report.Row(
            name,
            machine.IsProcessor ? "CPU" : "device",
            before is { } other ? $"{report.Judged($"{name}: first interval apart", Math.Abs(first - other) / other, 0.05)} apart: {Report.Short(first)}" : Report.Short(first),
            setting.IsQuick ? Report.Short(last) : report.Judged($"{name}: last loss", last, 0.7 * first),
            Report.Short(Math.Round(late.Average(point => point.ImagesPerSecond) ?? 0)),
            FormattableString.Invariant($"{late.Average(point => point.LoaderShare):P0}"),
            Report.Short(Math.Round(seconds, 1)),
            Report.Short(Math.Round(estimate.SecondsPerStep * 1000, 1)));
        return first;
    }

    private static IEnumerable<string> Data(int width, int height, int steps) =>
    [
        "data.sources={\"synthetic\":{\"identities\":200,\"pictures\":20}}",
        $"data.contract.width={width}",
        $"data.contract.height={height}",
        "loss={\"name\":\"normalized-softmax\",\"scale\":{\"floor\":0.01}}",
        $"schedule.warmUp={steps / 10}",
        $"run={{\"steps\":{steps},\"batch\":128,\"logEvery\":{steps / 10},\"checkpointEvery\":{steps / 2}}}",
    ];
}
