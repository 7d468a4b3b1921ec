using NormFace.Training;

namespace NormFace.Benches;

/// <summary>Where a bench shows what it does.</summary>
public interface IBenchDisplay
{
    /// <summary>Shows a line of text that stays.</summary>
    /// <param name="text">The line.</param>
    void Line(string text);

    /// <summary>Starts to show a training.</summary>
    /// <param name="steps">Its steps.</param>
    /// <param name="showsEachEntry">
    /// Whether each log entry stays visible where output is not a terminal; else the last only.
    /// </param>
    /// <returns>What the trainer reports to.</returns>
    TrainingObserver BeginTraining(long steps, bool showsEachEntry = true);

    /// <summary>Ends what <see cref="BeginTraining"/> began, also after a failure.</summary>
    void EndTraining();
}
