using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NormFace.Embeddings;
using NormFace.Recipes;
using NormFace.Sampling;
using NormFace.Training;

namespace NormFace.Benchmarks;

/// <summary>
/// How long is an epoch of features: 1,000,000 rows of 512 in a file, 10,000 classes, normalised softmax, a linear
/// network?
/// </summary>
/// <remarks>
/// Steps are timed one by one, and the epoch is the median step times their number: other work on the machine then
/// counts as little as it can. Seconds of processor time are given beside it.
/// </remarks>
internal static class FeatureBenchmark
{
    private const int Rows = 1_000_000;
    private const int Classes = 10_000;
    private const int Inputs = 512;

    /// <summary>Measures each precision of the loss.</summary>
    /// <param name="folder">Where the rows are, or are written: 2 GB.</param>
    /// <param name="featureSize">Feature length.</param>
    /// <param name="batch">Rows of a step.</param>
    /// <param name="steps">Steps that are timed.</param>
    /// <param name="tile">Classes compared at a time; null for what suits the device.</param>
    public static void Run(string folder, int featureSize, int batch, int steps, int? tile)
    {
        var path = Path.Combine(folder, "rows.npy");
        if (!File.Exists(path))
        {
            Write(folder, path);
        }

        Console.WriteLine(
            "| loss | opened in s | rows/s | epoch, s | processor, s | waits | forward, back | move |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var precision in new[] { "float32", "bfloat16" })
        {
            Measure(path, featureSize, batch, steps, precision, tile);
        }
    }

    private static void Measure(string path, int featureSize, int batch, int steps, string precision, int? tile)
    {
        var start = Stopwatch.GetTimestamp();
        using var session = TrainingSession.Create(RecipeOf(path, featureSize, batch, precision));
        var opened = Stopwatch.GetElapsedTime(start);
        _ = PrecisionChoice.HasBFloat16Products(session);
        foreach (var head in session.Loss.modules().Prepend(session.Loss).OfType<Losses.AgentLoss>())
        {
            head.TileSize = tile;
        }

        using var loader = session.CreateLoader(firstBatch: 0);
        using var stepping = new TrainingStep(
            session.Network, session.Loss, session.Optimizer, session.Recipe.Run, session.Device, isBFloat16: false);
        using var pause = Native.CollectionPause.Start();
        var (wait, compute, move) = (new double[steps], new double[steps], new double[steps]);
        var processor = TimeSpan.Zero;
        for (var step = -3; step < steps; step++)
        {
            processor = step == 0 ? Environment.CpuUsage.TotalTime : processor;
            var begun = Stopwatch.GetTimestamp();
            using var rows = loader.Next(session.Device);
            var loaded = Stopwatch.GetTimestamp();
            _ = stepping.Accumulate(rows);
            _ = stepping.Clip();
            var computed = Stopwatch.GetTimestamp();
            stepping.Move(0.1);
            if (step >= 0)
            {
                (wait[step], compute[step], move[step]) = (
                    Stopwatch.GetElapsedTime(begun, loaded).TotalSeconds,
                    Stopwatch.GetElapsedTime(loaded, computed).TotalSeconds,
                    Stopwatch.GetElapsedTime(computed).TotalSeconds);
            }

            pause.Breathe();
        }

        var used = (Environment.CpuUsage.TotalTime - processor).TotalSeconds / steps;
        var whole = Interleaved.Median(wait.Zip(compute, move).Select(part => part.First + part.Second + part.Third));
        var count = (double)Rows / batch;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {precision} | {opened.TotalSeconds:F1} | {batch / whole:F0} | {whole * count:F0} | {used * count:F0} | "
            + $"{Interleaved.Median(wait) / whole:P1} | {Interleaved.Median(compute) / whole:P1} | "
            + $"{Interleaved.Median(move) / whole:P1} |"));
    }

    private static Recipe RecipeOf(string path, int featureSize, int batch, string precision) => Recipe.Read(
        (JsonObject)JsonNode.Parse(string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {
              "name": "benchmark", "data": { "sources": { "path": "{{Path.GetFileName(path)}}" } },
              "network": { "name": "linear", "options": { "featureSize": {{featureSize}} } },
              "loss": { "name": "normalized-softmax", "scale": { "fixed": 30 } },
              "schedule": { "rate": 0.1 },
              "run": { "steps": 1000000, "batch": {{batch}}, "lossPrecision": "{{precision}}" }
            }
            """))!,
        Path.GetDirectoryName(Path.GetFullPath(path))!);

    // A direction for each class and noise, so that there is something to learn.
    private static void Write(string folder, string path)
    {
        Directory.CreateDirectory(folder);
        var values = new float[(long)Rows * Inputs];
        _ = Parallel.For(0, Rows, row =>
        {
            var (own, noise) = (new SeededDraw(1, row % Classes), new SeededDraw(2, row));
            for (var column = 0; column < Inputs; column++)
            {
                values[((long)row * Inputs) + column] = (float)(own.NextUnit() + (2 * noise.NextUnit()) - 1.5);
            }
        });
        FeatureFile.WriteNpy(path, values, Inputs);
        File.WriteAllLines(
            Path.ChangeExtension(path, ".labels.txt"),
            Enumerable.Range(0, Rows).Select(row => (row % Classes).ToString(CultureInfo.InvariantCulture)));
    }
}
