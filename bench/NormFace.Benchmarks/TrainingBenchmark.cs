using System.Diagnostics;
using System.Globalization;
using NormFace.Backbones;
using NormFace.Batches;
using NormFace.Decoding;
using NormFace.Losses;
using NormFace.Networks;
using NormFace.Recipes;
using NormFace.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace NormFace.Benchmarks;

/// <summary>What does a trainer lose to reading pictures, and what does it gain over TorchSharp as it comes?</summary>
internal static class TrainingBenchmark
{
    // long against the batches that lie ready, so that no block lives on another's
    private const int StepsPerBlock = 40;

    /// <summary>
    /// Steps with the real loader beside steps on one batch in memory, decoding every picture and with the cache
    /// filled.
    /// </summary>
    public static void Loader(string recipePath, int turns)
    {
        Console.WriteLine("| pictures | with the loader, ms a step | batch in memory, ms | ratio | trainer waits |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (name, cache) in new[] { ("decoded every time", 0), ("kept after the first pass", 4096) })
        {
            using var session = TrainingSession.Create(RecipeFile.Read(recipePath, [$"data.cacheMegabytes={cache}"]));
            Compare(name, session, turns, fills: cache > 0);
        }
    }

    /// <summary>bfloat16, channels together and fused steps beside the same network as TorchSharp runs it.</summary>
    public static void Precision(string network, int width, int height, int batchSize, int turns)
    {
        using var scope = NewDisposeScope();
        var definition = NetworkCatalogue.Default.Find(network);
        var options = (PictureOptions)definition.Defaults with { InputWidth = width, InputHeight = height };
        using var ours = new PlannedBackbone(definition, options);
        using var plain = new PlannedBackbone(definition, options);
        using var head = new NormalizedSoftmaxLoss(1000, ours.FeatureSize);
        using var plainHead = new NormalizedSoftmaxLoss(1000, plain.FeatureSize);
        using var optimizer = new Optimization.CaffeSgd([
            .. ours.ParameterGroups,
            .. head.ParameterGroups.Select(group => group with { Name = "loss." + group.Name })]);
        using var plainOptimizer = optim.SGD(
            plain.parameters().Concat(plainHead.parameters()).Where(parameter => parameter.requires_grad),
            0.01,
            momentum: 0.9,
            weight_decay: 5e-4);
        var pictures = rand(batchSize, ours.Channels, height, width);
        var together = pictures.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        var labels = randint(0, 1000, [batchSize], dtype: ScalarType.Int64);

        var result = Interleaved.Run(
            () =>
            {
                using var inner = NewDisposeScope();
                Tensor features;
                using (Native.Autocast.BFloat16(DeviceType.CPU))
                {
                    features = ours.call(together);
                }

                head.call(features.to(ScalarType.Float32), labels).backward();
                optimizer.Step(0.01);
                optimizer.ZeroGradients();
            },
            () =>
            {
                using var inner = NewDisposeScope();
                plainOptimizer.zero_grad();
                plainHead.call(plain.call(pictures), labels).backward();
                plainOptimizer.step();
            },
            turns);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {network}, {width}x{height}, batch {batchSize} | {batchSize / result.First:F0} | "
            + $"{batchSize / result.Second:F0} | {1 / result.Ratio:F2} |"));
    }

    /// <summary>Pictures a second of the loader alone beside the decoder alone, one thread each.</summary>
    public static void Decoding(string recipePath, int pictureCount)
    {
        using var session = TrainingSession.Create(RecipeFile.Read(recipePath, ["data.cacheMegabytes=0"]));
        using var loader = session.CreateLoader(firstBatch: 0, threads: 1);
        var batch = session.Recipe.Run.BatchSize;
        // the same pictures for both
        var order = new Batches.ShuffledOrder(session.Samples.Labels.Count, batch, session.Recipe.Seed);
        int[] indices = [
            .. Enumerable.Range(0, (pictureCount / batch) + 1)
            .SelectMany(number => order.Batch(number))
            .Select(sample => sample.Index)];
        var (decoder, loaded) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < 4; turn++)
        {
            decoder.Add(Rate(
                pictureCount,
                place => Picture.Decode(session.Data.Stored(indices[place]), session.Data.NameOf(indices[place]))));
            loaded.Add(Rate(pictureCount / batch, _ => loader.Next(CPU).Dispose()) * batch);
        }

        // The first turn warms up.
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"decoder alone {Interleaved.Median(decoder.Skip(1)):F0} pictures/s; loader alone "
            + $"{Interleaved.Median(loaded.Skip(1)):F0} pictures/s; one decoding thread each"));
    }

    private static void Compare(string name, TrainingSession session, int turns, bool fills)
    {
        var run = session.Recipe.Run;
        using var loader = session.CreateLoader(firstBatch: 0);
        using var stepping = new TrainingStep(
            session.Network, session.Loss, session.Optimizer, run, session.Device, PrecisionChoice.IsBFloat16(session));
        session.Network.train();
        if (fills)
        {
            for (var pictures = 0; pictures < session.Samples.Labels.Count + run.BatchSize; pictures += run.BatchSize)
            {
                loader.Next(session.Device).Dispose();
            }
        }

        using var kept = loader.Next(session.Device, run.IsChannelsLast);
        var waited = TimeSpan.Zero;
        var loaded = TimeSpan.Zero;
        void Step(SampleBatch batch)
        {
            _ = stepping.Accumulate(batch);
            _ = stepping.Clip();
            stepping.Move(1e-4);
        }

        var result = Interleaved.Run(
            () =>
            {
                var start = Stopwatch.GetTimestamp();
                for (var step = 0; step < StepsPerBlock; step++)
                {
                    var asked = Stopwatch.GetTimestamp();
                    using var batch = loader.Next(session.Device, run.IsChannelsLast);
                    waited += Stopwatch.GetElapsedTime(asked);
                    Step(batch);
                }

                loaded += Stopwatch.GetElapsedTime(start);
            },
            () =>
            {
                for (var step = 0; step < StepsPerBlock; step++)
                {
                    Step(kept);
                }
            },
            turns,
            warmUps: 1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {result.First / StepsPerBlock * 1e3:F1} | {result.Second / StepsPerBlock * 1e3:F1} | "
            + $"{result.Ratio:F3} | {waited / loaded:P1} |"));
    }

    private static double Rate(int count, Action<int> action)
    {
        for (var warmUp = 0; warmUp < Math.Min(20, count); warmUp++)
        {
            action(warmUp);
        }

        return count / Interleaved.Seconds(() =>
        {
            for (var index = 0; index < count; index++)
            {
                action(index);
            }
        });
    }
}
