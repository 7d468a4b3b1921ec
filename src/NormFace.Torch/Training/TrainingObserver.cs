using NormFace.Logs;

namespace NormFace.Training;

/// <summary>Hears what a run has to tell.</summary>
public record TrainingObserver
{
    /// <summary>Called with every line of the log.</summary>
    public Action<TrainingPoint> Logged { get; init; } = _ => { };

    /// <summary>
    /// Judges the network by the people whom the recipe's <c>holdOut</c> keeps out; without a judge they are kept out
    /// and not measured.
    /// </summary>
    public HeldOutJudge? Judge { get; init; }

    /// <summary>
    /// Called with what a person should read: a sickness with its remedy, a damaged checkpoint, a skipped picture.
    /// </summary>
    public Action<string> Noticed { get; init; } = _ => { };

    /// <summary>
    /// Called while a teacher's features are computed before the first step, with pictures done and pictures in all.
    /// </summary>
    public Action<int, int> Taught { get; init; } = (_, _) => { };

    /// <summary>Called after each step with the steps taken, for a line that is drawn over.</summary>
    public Action<long> Stepped { get; init; } = _ => { };
}
