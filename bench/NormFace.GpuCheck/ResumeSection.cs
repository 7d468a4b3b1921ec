using NormFace.Recipes;
using NormFace.Training;

namespace NormFace.GpuCheck;

/// <summary>Whether a run repeated, and a run stopped and resumed, end in the same bytes on the device.</summary>
internal static class ResumeSection
{
    private const long Stop = 12;

    private static readonly string[][] Changes =
    [
        ["seed=3"],
        ["""loss={"name":"softmax","dropout":0.4,"bias":true}"""],
        ["""loss=[{"name":"adaface"},{"name":"center","weight":0.01}]"""],
        ["""loss={"name":"c-triplet","agents":{"mode":"in-place"}}"""],
        ["""loss={"name":"pair-triplet"}""", "run.picturesPerIdentity=2"],
        ["""optimizer={"name":"adamw"}""", "schedule.rate=0.001"],
        ["run.accumulate=2", "run.clipNorm=0.5"],
        ["run.precision=bfloat16"],
    ];

    public static Report Run(Setting setting)
    {
        var report = new Report(
            "Same bytes",
            $"A small run of twenty steps done twice, and stopped after {Stop} and resumed; models are "
            + "compared byte by byte. On the processor tests check the same.");
        Report.Columns("change of the recipe", "repeated: same bytes", "resumed: same bytes");
        foreach (var (index, changes) in Changes.Take(setting.IsQuick ? 2 : Changes.Length).Index())
        {
            var name = $"`{string.Join(' ', changes)}`";
            report.Try(name, () =>
            {
                var recipe = DrawnRecipe.With(changes);
                var folder = Path.Combine(setting.Folder, $"resume-{index}");
                var whole = Train(setting, recipe, $"{folder}-whole");
                var again = Train(setting, recipe, $"{folder}-again");
                _ = Train(setting, recipe, $"{folder}-parts", Stop);
                var parts = Train(setting, recipe, $"{folder}-parts");
                Report.Row(
                    name,
                    report.Holds($"{name}: repeated, other bytes", whole.SequenceEqual(again)),
                    report.Holds($"{name}: resumed, other bytes", whole.SequenceEqual(parts)));
            });
        }

        return report.End();
    }

    private static byte[] Train(Setting setting, Recipe recipe, string path, long? stopAfter = null)
    {
        using var session = TrainingSession.Create(recipe, setting.Machine);
        using var folder = RunFolder.Open(path, recipe, isResumed: true);
        using var stop = new CancellationTokenSource();
        var observer = new TrainingObserver { Stepped = step => { if (step == stopAfter) { stop.Cancel(); } } };
        try
        {
            new Trainer(session, observer).Run(folder, stop.Token);
        }
        catch (OperationCanceledException) when (stopAfter is not null)
        {
            return [];
        }

        return File.ReadAllBytes(folder.ModelPath);
    }
}
