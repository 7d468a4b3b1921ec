using NormFace.Benches;
using NormFace.Training;

namespace NormFace.Cli.Output;

/// <summary>Shows the progress of a bench on the console.</summary>
internal sealed class ConsoleBench : IBenchDisplay
{
    private TrainingDisplay? training;

    public void Line(string text) => ConsoleReport.Line(text);

    public TrainingObserver BeginTraining(long steps, bool showsEachEntry)
    {
        var display = TrainingDisplay.OnConsole(steps);
        training = display;
        return new TrainingObserver
        {
            Stepped = display.Stepped,
            Noticed = display.Noticed,
            Logged = point =>
            {
                if (showsEachEntry || ConsoleReport.IsTerminal || point.Step == steps)
                {
                    display.Logged(point);
                }
            },
        };
    }

    public void EndTraining() => training?.Finish();
}
