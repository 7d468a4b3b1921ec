using NormFace.Benches;
using NormFace.Conversion;
using NormFace.Datasets;
using NormFace.Extraction;
using NormFace.Logs;
using NormFace.Native;
using NormFace.Synthesis;
using NormFace.Training;

namespace NormFace.Demonstration;

/// <summary>Trains one head of the demo and embeds the identities that it never saw.</summary>
internal static class DemoTraining
{
    /// <summary>Trains in a folder that is gone afterwards.</summary>
    /// <returns>The log, and a feature for each unseen picture.</returns>
    public static (IReadOnlyList<TrainingPoint> Curve, EmbeddedPictures Unseen) Run(
        DemoPlan plan, DemoHead head, ComputeMachine machine, IBenchDisplay display, CancellationToken cancellationToken)
    {
        var temporary = Directory.CreateTempSubdirectory("normface-demo-");
        try
        {
            var recipe = plan.RecipeFor(head);
            using (var folder = RunFolder.Open(temporary.FullName, recipe, isResumed: false))
            {
                using var session = TrainingSession.Create(recipe, machine);
                ShownTraining.Run(session, folder, display, showsEachEntry: false, cancellationToken);
                var curve = new JsonLines(folder.LogPath).Read<TrainingPoint>();
                return (curve, Embed(folder.ModelPath, plan, machine, cancellationToken));
            }
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>Pictures of identities that no head was trained on.</summary>
    public static SyntheticSource Unseen(DemoPlan plan) =>
        new(plan.Seed, DemoPlan.UnseenIdentities, DemoPlan.UnseenPictures, firstIdentity: DemoPlan.FirstUnseen);

    private static EmbeddedPictures Embed(
        string modelPath, DemoPlan plan, ComputeMachine machine, CancellationToken cancellationToken)
    {
        using var model = TrainedNetwork.Read(modelPath);
        using var unseen = Unseen(plan);
        using var network = new TorchEmbedding(model, machine);
        return new PictureEmbedder(network) { Threads = machine.Threads }
            .Embed(unseen, new UnreadablePictures(unseen.Entries.Count, 0), cancellationToken: cancellationToken);
    }
}
