using NormFace.Benches;
using NormFace.Training;

namespace NormFace.Cli.Output;

/// <summary>Shows the progress of a bench on the console.</summary>
internal sealed class ConsoleBench : IBenchDisplay
{
    private TrainingDisplay? training;

    public void Line(string text) => ConsoleReport.Note(text);

    public TrainingObserver BeginTraining(long steps, bool showsEachEntry)
    {
        var display = new TrainingDisplay(steps, TimeProvider.System, showsEachEntry);
        training = display;
        return new TrainingObserver
        {
            Judge = HeldOutFigures.Of,
            Stepped = display.Stepped,
            Noticed = display.Noticed,
            Logged = display.Logged,
        };
    }

    public void EndTraining() => training?.Finish();
}
