using NormFace.Backbones;
using NormFace.Conversion;
using NormFace.Networks;
using NormFace.Optimization;
using NormFace.Settings;
using NormFace.Weights;

namespace NormFace.DetectorTraining;

/// <summary>Trains the detector. A killed run goes on from its last saved state.</summary>
public static class DetectorTrainer
{
    /// <summary>Name of the result in the run's folder: the averaged weights.</summary>
    public const string ResultName = "weights.safetensors";

    private const string StateName = "state.safetensors", LogName = "log.csv";
    private const int LogEvery = 50, SaveEvery = 200, Ahead = 4;

    /// <summary>Trains.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="data">Folder of the picture sets, each a zip.</param>
    /// <param name="labels">Folder of their labels.</param>
    /// <param name="folder">Folder of the run; created if missing, resumed if it holds a state.</param>
    /// <param name="log">Told a line now and then.</param>
    /// <param name="cancellation">Stops after a step, saved.</param>
    public static void Run(
        DetectorRecipe recipe, string data, string labels, string folder, Action<string> log,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(log);
        Native.NativeStart.Ensure();
        _ = Directory.CreateDirectory(folder);
        var text = OptionsSection.Write(recipe).ToJsonString();
        using var network = new PlanModule("detector", DetectionNetwork.Plan(recipe.Side), recipe.Seed);
        using var average = new PlanModule("average", DetectionNetwork.Plan(recipe.Side), recipe.Seed);
        Begin(network, recipe.Start);
        Begin(average, recipe.Start);
        using var optimizer = new FusedAdamW(network.Parameters, new AdamWOptions { Decay = recipe.Decay });
        var state = new DetectorState(network, average, optimizer);
        var statePath = Path.Combine(folder, StateName);
        var first = File.Exists(statePath) ? state.Load(statePath, text) : 0;

        var pictures = DetectorPictures.Read(recipe, data, labels);
        log(FormattableString.Invariant(
            $"{pictures.Faces.Sum(set => set.Count)} pictures with faces, {pictures.Backgrounds.Count} backgrounds; ")
            + FormattableString.Invariant($"from step {first}."));
        var composer = new CanvasComposer(pictures.Faces, pictures.Backgrounds, recipe.Side, recipe.Seed);
        var coming = new Queue<Task<DetectorBatch>>();
        var (clock, sums) = (System.Diagnostics.Stopwatch.StartNew(), new double[3]);
        network.train();
        for (var step = first; step < recipe.Steps; step++)
        {
            while (coming.Count < Ahead && step + coming.Count < recipe.Steps)
            {
                var next = step + coming.Count;
                coming.Enqueue(Task.Run(
                    () => DetectorBatch.Compose(composer, recipe.Side, recipe.BatchSize, next),
                    CancellationToken.None));
            }

            var batch = coming.Dequeue().GetAwaiter().GetResult();
            using (NewDisposeScope())
            {
                // Channels together: half the time of separate planes on a processor.
                var outputs = network.Outputs(
                    tensor(batch.Pixels).view(batch.Count, batch.Side, batch.Side, 3).permute(0, 3, 1, 2));
                var loss = DetectorLoss.Of(outputs, batch);
                loss.Total.backward();
                var norm = optimizer.GradientNorm();
                if (norm > 10)
                {
                    optimizer.ScaleGradients(10 / norm);
                }

                optimizer.Step(RateAt(recipe, step));
                optimizer.ZeroGradients();
                Average(network, average, Math.Min(recipe.Average, (step + 1.0) / (step + 10)));
                sums[0] += loss.Score.item<float>();
                sums[1] += loss.Box.item<float>();
                sums[2] += loss.Points.item<float>();
            }

            if ((step + 1) % LogEvery == 0)
            {
                var line = FormattableString.Invariant(
                    $"{step + 1},{sums[0] / LogEvery:F4},{sums[1] / LogEvery:F4},{sums[2] / LogEvery:F4},")
                    + FormattableString.Invariant(
                        $"{RateAt(recipe, step):G3},{clock.Elapsed.TotalMilliseconds / LogEvery:F0}");
                File.AppendAllText(Path.Combine(folder, LogName), line + "\n");
                log(line);
                Array.Clear(sums);
                clock.Restart();
            }

            if ((step + 1) % SaveEvery == 0 || step + 1 == recipe.Steps || cancellation.IsCancellationRequested)
            {
                state.Save(statePath, step + 1, text);
                SafetensorsFile.Write(
                    Path.Combine(folder, ResultName), StateDict.Save(average), Texts(recipe, step + 1));
            }

            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Draws canvases as the network gets them, with faces and points marked, and places to ignore in
    /// red.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="data">Folder of the picture sets.</param>
    /// <param name="labels">Folder of their labels.</param>
    /// <returns>A sheet of twelve, as PNG.</returns>
    public static byte[] Sample(DetectorRecipe recipe, string data, string labels)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var pictures = DetectorPictures.Read(recipe, data, labels);
        var composer = new CanvasComposer(pictures.Faces, pictures.Backgrounds, recipe.Side, recipe.Seed);
        return CanvasSheet.Draw([.. Enumerable.Range(0, 12).Select(place => composer.Compose(0, place))]);
    }

    private static Dictionary<string, string> Texts(DetectorRecipe recipe, long steps) => new()
    {
        [DetectionNetwork.FileKey] = DetectionNetwork.FileForm,
        // A model tells of no one's folders.
        ["normface.recipe"] = OptionsSection.Write(recipe with { Start = Path.GetFileName(recipe.Start) })
            .ToJsonString(),
        ["normface.steps"] = steps.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static double RateAt(DetectorRecipe recipe, long step) => step < recipe.WarmUp
        ? recipe.Rate * (step + 1) / recipe.WarmUp
        : Math.Max(
            1e-6,
            recipe.Rate * 0.5 * (1 + Math.Cos(
                Math.PI * (step - recipe.WarmUp) / Math.Max(1, recipe.Steps - recipe.WarmUp))));

    // Scores start low, and boxes and points small: else the first steps are about a million cells without a face.
    private static void Begin(PlanModule network, string? start)
    {
        if (start is not null)
        {
            StateDict.Load(network, SafetensorsFile.Read(start).Tensors, start);
            return;
        }

        using var gradientOff = no_grad();
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (name.StartsWith("head", StringComparison.Ordinal) && name.EndsWith(".1.bias", StringComparison.Ordinal))
            {
                _ = parameter.narrow(0, 0, 1).fill_(-4.6);
                _ = parameter.narrow(0, 3, 2).fill_(1.0);
            }
            else if (name.StartsWith("head", StringComparison.Ordinal)
                && name.EndsWith(".1.weight", StringComparison.Ordinal))
            {
                _ = parameter.mul_(0.1);
            }
        }
    }

    private static void Average(PlanModule network, PlanModule average, double retention)
    {
        using var gradientOff = no_grad();
        using var share = tensor((float)(1 - retention));
        foreach (var (mean, current) in average.state_dict().Values.Zip(network.state_dict().Values))
        {
            _ = mean.is_floating_point() ? mean.lerp_(current, share) : mean.copy_(current);
        }
    }
}
