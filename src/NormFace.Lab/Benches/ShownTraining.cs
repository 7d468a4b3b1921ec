using NormFace.Training;

namespace NormFace.Benches;

/// <summary>Trains and shows it.</summary>
internal static class ShownTraining
{
    /// <summary>Runs a training in its folder from where it stands.</summary>
    public static void Run(
        TrainingSession session,
        RunFolder folder,
        IBenchDisplay display,
        bool showsEachEntry = true,
        CancellationToken cancellationToken = default)
    {
        var observer = display.BeginTraining(session.Recipe.Steps, showsEachEntry);
        try
        {
            new Trainer(session, observer).Run(folder, cancellationToken);
        }
        finally
        {
            display.EndTraining();
        }
    }
}
