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

    private const string BFloat16 = "run.precision=bfloat16";

    public static Report Run(Setting setting)
    {
        var report = new Report(
            "Training",
            $"{(setting.IsQuick ? 6 : 200)} steps of 128 pictures through the trainer, with loader, log, "
            + "guards and checkpoints, on drawn people in memory; channels_last. Pictures a second are those of "
            + "the last half of the log. Limits: the last interval's loss is at most 70 % of the first's, and "
            + "the first interval's is within 5 % of that of the network's first row (bfloat16 keeps three "
            + "digits, and steps amplify).");
        Report.Columns(
            "run", "where", "loss, first interval", "from the first row", "loss, last interval", "pictures/s",
            "waiting for the loader", "seconds in all", "ms/step", "estimated ms/step");
        var processor = ComputeMachine.Choose("cpu", Environment.ProcessorCount);
        string[] compact = setting.IsQuick
            ? ["run.steps=6", "run.logEvery=2"]
            : [.. Drawn(48, 56), """network={"name":"compact"}"""];
        Compare(
            report, setting,
            ("compact, float32", "training-cpu", processor, compact),
            ("compact, float32", "training-f32", setting.Machine, compact),
            ("compact, bfloat16", Folder, setting.Machine, [.. compact, BFloat16]));
        if (!setting.IsQuick)
        {
            string[] large =
                [.. Drawn(96, 112), """network={"name":"iresnet50","options":{"inputWidth":96,"inputHeight":112}}"""];
            Compare(
                report, setting,
                ("iresnet50, float32, convolutions in TF32", "training-large-f32", setting.Machine, large),
                ("iresnet50, bfloat16", "training-large-bf16", setting.Machine, [.. large, BFloat16]));
        }

        return report.End();
    }

    private static void Compare(
        Report report,
        Setting setting,
        params (string Name, string Folder, ComputeMachine Machine, string[] Changes)[] runs)
    {
        double? first = null;
        foreach (var (name, folder, machine, changes) in runs)
        {
            var where = machine.IsProcessor ? "CPU" : "device";
            report.Try($"{name}, {where}", () =>
            {
                var (points, seconds, estimate, batch) = Train(machine, Path.Combine(setting.Folder, folder), changes);
                var late = points.Skip(points.Count / 2).ToArray();
                var (begin, end) = (points[0].Loss, points[^1].Loss);
                first ??= begin;
                var apart = Math.Abs(begin - first.Value) / first.Value;
                var speed = late.Average(point => point.ImagesPerSecond) ?? 0;
                Report.Row(
                    name,
                    where,
                    Report.Short(begin),
                    report.Judged($"{name}, {where}: first interval", apart, 0.05),
                    report.Judged($"{name}, {where}: last interval", end, setting.IsQuick ? begin : 0.7 * begin),
                    Report.Short(Math.Round(speed)),
                    FormattableString.Invariant($"{late.Average(point => point.LoaderShare):P0}"),
                    Report.Short(Math.Round(seconds, 1)),
                    Report.Short(Math.Round(1000 * batch / speed, 1)),
                    Report.Short(Math.Round(1000 * estimate.SecondsPerStep, 1)));
            });
        }
    }

    private static (IReadOnlyList<TrainingPoint> Points, double Seconds, RunEstimate Estimate, int Batch) Train(
        ComputeMachine machine, string path, string[] changes)
    {
        var recipe = DrawnRecipe.With(changes);
        using var session = TrainingSession.Create(recipe, machine);
        var estimate = RunEstimate.Measure(session);
        var clock = Stopwatch.StartNew();
        using var folder = RunFolder.Open(path, recipe, isResumed: false);
        new Trainer(session).Run(folder);
        var seconds = clock.Elapsed.TotalSeconds;
        return (new JsonLines(folder.LogPath).Read<TrainingPoint>(), seconds, estimate, recipe.PicturesPerStep);
    }

    private static string[] Drawn(int width, int height) =>
    [
        """data.sources={"synthetic":{"identities":200,"pictures":20}}""",
        $"data.contract.width={width}",
        $"data.contract.height={height}",
        """loss={"name":"normalized-softmax","scale":{"floor":0.01}}""",
        "schedule.warmUp=20",
        """run={"steps":200,"batch":128,"logEvery":20,"checkpointEvery":100}""",
    ];
}
