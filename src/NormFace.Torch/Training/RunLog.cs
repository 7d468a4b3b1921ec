using NormFace.Logs;

namespace NormFace.Training;

/// <summary>
/// The log of a run: JSON lines for programs, events for TensorBoard. A resumed run cuts off what came after its
/// checkpoint.
/// </summary>
internal sealed class RunLog : IDisposable
{
    private readonly JsonLines lines;
    private readonly TensorBoardEvents events;

    public RunLog(RunFolder folder, long step, TimeProvider clock)
    {
        lines = new JsonLines(folder.LogPath);
        lines.TruncateAfter(step);
        events = new TensorBoardEvents(folder.Path, clock, step);
    }

    /// <summary>Adds a line to both.</summary>
    public void Add(TrainingPoint point)
    {
        lines.Append(point);
        (string Tag, double? Value)[] figures =
        [
            ("loss/value", point.Loss),
            ("loss/floor", point.Floor),
            ("learning rate", point.LearningRate),
            ("head/scale", point.Scale),
            ("head/own cosine", point.OwnCosine),
            ("head/hardest cosine", point.HardestCosine),
            ("head/agent cosine", point.AgentCosine),
            ("head/feature norm", point.FeatureNorm),
            ("teacher/cosine", point.TeacherCosine),
            ("gradient norm", point.GradientNorm),
            ("held out/equal error rate", point.EqualErrorRate),
            ("held out/true accept rate", point.TrueAcceptRate),
            ("speed/pictures per second", point.ImagesPerSecond),
            ("speed/share waiting for pictures", point.LoaderShare),
        ];
        events.Write(
            point.Step,
            [.. figures.Where(figure => figure.Value is not null).Select(figure => (figure.Tag, figure.Value!.Value))]);
    }

    public void Dispose() => events.Dispose();
}
