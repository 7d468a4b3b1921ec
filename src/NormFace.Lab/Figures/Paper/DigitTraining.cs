using NormFace.Benches;
using NormFace.Conversion;
using NormFace.Datasets;
using NormFace.Experiments;
using NormFace.Extraction;
using NormFace.Native;
using NormFace.Recipes;
using NormFace.Synthesis;
using NormFace.Training;

namespace NormFace.Figures.Paper;

/// <summary>Trains a network on digits from a recipe, or reuses the run, and evaluates it on the test digits.</summary>
/// <param name="recipes">Folder of the recipes.</param>
/// <param name="runs">Folder of the run folders.</param>
/// <param name="dataRoot">Root below which the digits are found.</param>
/// <param name="machine">Where to compute.</param>
/// <param name="display">Where progress is shown.</param>
internal sealed class DigitTraining(
    string recipes, string runs, DataRoot dataRoot, ComputeMachine machine, IBenchDisplay display)
{
    /// <summary>
    /// The model of a run, as a recipe names it: a recipe with a path of one machine would be another on the next.
    /// </summary>
    /// <param name="name">Name of the run folder.</param>
    public string StartOf(string name) =>
        Path.GetRelativePath(recipes, Path.Combine(runs, name, "model.safetensors")).Replace('\\', '/');

    /// <summary>Features of the test digits.</summary>
    /// <param name="name">Name of the run folder.</param>
    /// <param name="recipeName">Name of the recipe.</param>
    /// <param name="changes">Changes to it, such as <c>loss.bias=true</c>.</param>
    /// <param name="cancellationToken">Stops after a checkpoint.</param>
    public DigitFeatures Run(string name, string recipeName, string[] changes, CancellationToken cancellationToken)
    {
        var recipe = RecipeFile.Read(Path.Combine(recipes, recipeName), changes, LabRecipes.Catalogue) with
        {
            DataRoot = dataRoot,
        };
        using var folder = RunFolder.Open(Path.Combine(runs, name), recipe, isResumed: true);
        using var session = TrainingSession.Create(recipe, machine);
        display.Line(FormattableString.Invariant(
            $"{name}: {recipe.Steps} steps on {session.PictureCount:N0} digits."));
        ShownTraining.Run(session, folder, display, cancellationToken: cancellationToken);
        return Show(session, folder.ModelPath, cancellationToken);
    }

    private DigitFeatures Show(TrainingSession session, string modelPath, CancellationToken cancellationToken)
    {
        var folder = session.Recipe.Resolve(session.Recipe.Source["data"]!["sources"]![0]!["path"]!.GetValue<string>());
        using var source = PictureSourceCatalogue.Default.Open(Directory.GetFiles(folder, "t10k-images*")[0]);
        using var model = TrainedNetwork.Read(modelPath);
        using var network = new TorchEmbedding(model, machine);
        var set = new PictureEmbedder(network) { Threads = machine.Threads, BatchSize = 100 }
            .Embed(
                source, new UnreadablePictures(source.Entries.Count, 0), cancellationToken: cancellationToken).ToSet();
        var vectors = Enumerable.Range(0, set.Count)
            .Select(row => set.Row(row).ToArray().Select(value => (double)value).ToArray())
            .ToArray();
        int[] labels = [.. source.Entries.Select(
            entry => int.Parse(entry.Identity, System.Globalization.CultureInfo.InvariantCulture))];

        var decision = ClassDecision.Of(session.Loss);
        var right = vectors.Zip(labels, (vector, label) => decision.Decide(vector) == label).Count(isRight => isRight);
        return new DigitFeatures(vectors, labels, decision.Vectors, (double)right / vectors.Length);
    }
}
