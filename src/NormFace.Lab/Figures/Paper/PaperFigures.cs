using NormFace.Benches;
using NormFace.Native;
using NormFace.Reproduction;
using NormFace.Studies;

namespace NormFace.Figures.Paper;

/// <summary>The paper's figures, from real runs.</summary>
public sealed class PaperFigures
{
    // Of the first three seeds the one where it happens, to digit 6: whether a class ends at the origin is a matter of
    // luck.
    private const string BiasedSeed = "seed=2";

    private readonly PaperFigureOptions options;
    private readonly IBenchDisplay display;
    private readonly DigitTraining training;

    /// <summary>Prepares the figures; nothing is trained or drawn yet.</summary>
    /// <param name="options">Folders.</param>
    /// <param name="machine">Where to train.</param>
    /// <param name="display">Where progress is shown.</param>
    public PaperFigures(PaperFigureOptions options, ComputeMachine machine, IBenchDisplay display)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(display);
        (this.options, this.display) = (options, display);
        training = new DigitTraining(options.RecipeFolder, options.RunFolder, options.DataRoot, machine, display);
    }

    /// <summary>Names of the figures, in the order in which they are drawn.</summary>
    public static IReadOnlyList<string> Names { get; } = ["5", "6", "2", "3", "sphere", "7", "9", "8", "scale"];

    /// <summary>Draws figures.</summary>
    /// <param name="only">Names of the figures; empty for all.</param>
    /// <param name="cancellationToken">Stops between figures, and a training after a checkpoint.</param>
    /// <returns>Whether every figure was drawn; one whose study has no results is left out.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public bool Draw(IReadOnlyList<string> only, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(only);
        Directory.CreateDirectory(options.Folder);
        Lazy<DigitFeatures> plane = new(() => Plane(cancellationToken));
        Lazy<DigitFeatures> biased = new(() => BiasedPlane(cancellationToken));
        Lazy<DigitFeatures> sphere = new(() => Sphere(cancellationToken));
        var isComplete = true;
        foreach (var name in Names.Where(name => only.Count == 0 || only.Contains(name)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isDrawn = Draw(name, plane, biased, sphere);
            isComplete &= isDrawn;
            display.Line(isDrawn ? $"Figure {name} is drawn." : $"Figure {name} is skipped.");
        }

        ShowAccuracy("On the plane (softmax)", plane);
        ShowAccuracy("On the sphere (C-contrastive)", sphere);
        return isComplete;
    }

    private bool Draw(string name, Lazy<DigitFeatures> plane, Lazy<DigitFeatures> biased, Lazy<DigitFeatures> sphere)
    {
        var folder = options.Folder;
        switch (name)
        {
            case "5":
                BoundFigure.Write(folder);
                return true;
            case "6":
                AgentSphereFigure.Write(folder);
                return true;
            case "2":
                DigitPlaneFigure.WriteWithoutBias(folder, plane.Value);
                return true;
            case "3":
                DigitPlaneFigure.WriteWithBias(folder, biased.Value);
                return true;
            case "sphere":
                DigitSphereFigure.Write(folder, sphere.Value);
                return true;
            case "7":
                MarginalFeaturesFigure.Write(folder, sphere.Value);
                return true;
            case "9":
                HistogramFigure.Write(folder, sphere.Value);
                return true;
            case "8":
                return DrawStudy("weights", (study, results) => WeightFigure.Write(folder, study, results));
            default:
                return DrawStudy("scale", (study, results) => ScaleStudyFigure.Write(folder, study, results));
        }
    }

    // A study that was not trained yet has nothing to draw.
    private bool DrawStudy(string name, Action<Study, IReadOnlyList<CellResult>> draw)
    {
        var study = StudyFile.Read(Path.Combine(options.StudyFolder, name + ".json"));
        var folder = Path.Combine(options.StudyFolder, "results", name);
        var results = new StudyFolders("", folder).Read(study);
        if (results.Count == 0)
        {
            display.Line($"Study '{name}' has no results in {folder}: train it with 'normface reproduce'.");
            return false;
        }

        draw(study, results);
        return true;
    }

    private DigitFeatures Plane(CancellationToken cancellationToken) => options.UsesClusters
        ? ClusterTraining.Plane(cancellationToken)
        : training.Run("plane", "mnist-2d.json", [], cancellationToken);

    private DigitFeatures BiasedPlane(CancellationToken cancellationToken) => options.UsesClusters
        ? ClusterTraining.BiasedPlane(cancellationToken)
        : training.Run("plane-bias", "mnist-2d.json", ["loss.bias=true", BiasedSeed], cancellationToken);

    private DigitFeatures Sphere(CancellationToken cancellationToken)
    {
        if (options.UsesClusters)
        {
            return ClusterTraining.Sphere(cancellationToken);
        }

        _ = training.Run("sphere-base", "mnist-3d-base.json", [], cancellationToken);
        return training.Run(
            "sphere", "mnist-3d.json", [$"network.start={training.StartOf("sphere-base")}"], cancellationToken);
    }

    private void ShowAccuracy(string what, Lazy<DigitFeatures> digits)
    {
        if (digits.IsValueCreated)
        {
            display.Line(FormattableString.Invariant(
                $"{what}: {100 * digits.Value.Accuracy:0.00} % of the test samples are classified correctly."));
        }
    }
}
