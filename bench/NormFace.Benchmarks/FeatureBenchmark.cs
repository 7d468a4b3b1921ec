using System.Diagnostics;
using System.Globalization;
using NormFace.Losses;
using NormFace.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace NormFace.Benchmarks;

/// <summary>What does training on features cost: 10,000 classes, normalised softmax, rows of 512?</summary>
internal static class FeatureBenchmark
{
    private const int Classes = 10_000;
    private const int Inputs = 512;

    /// <summary>Steps on a batch in memory: features of a size, batches and tiles of several sizes.</summary>
    public static void Steps(int featureSize, int turns, int[] batches, int[] tiles)
    {
        Console.WriteLine("| feature | batch | tile | ms a step | rows/s | forward | backward | move |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var batch in batches)
        {
            foreach (var tile in tiles)
            {
                Step(featureSize, turns, batch, tile);
            }
        }
    }

    public static void Products(int featureSize, int batch, int turns)
    {
        using var scope = NewDisposeScope();
        var x = randn(batch, featureSize);
        var w = randn(Classes, featureSize);
        var g = randn(batch, Classes);
        var (xb, wb, gb) = (x.to(ScalarType.BFloat16), w.to(ScalarType.BFloat16), g.to(ScalarType.BFloat16));
        var flops = 2.0 * batch * Classes * featureSize;
        void Show(string name, Func<Tensor> f, double work)
        {
            var times = new double[turns];
            for (var t = -1; t < turns; t++)
            {
                var s = Stopwatch.GetTimestamp();
                f().Dispose();
                if (t >= 0) { times[t] = Stopwatch.GetElapsedTime(s).TotalMilliseconds; }
            }

            var m = Interleaved.Median(times);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {m:F1} ms, {work / m / 1e6:F0} G/s"));
        }

        Show("x w'", () => x.mm(w.t()), flops);
        Show("g w", () => g.mm(w), flops);
        Show("g' x", () => g.t().mm(x), flops);
        Show("bf x w'", () => xb.mm(wb.t()), flops);
        Show("bf g w", () => gb.mm(wb), flops);
        Show("bf g' x", () => gb.t().mm(xb), flops);
        Show("exp_", () => g.clamp_(-1, 1).exp(), batch * (double)Classes);
        Show("mul new", () => g * 2f, batch * (double)Classes);
        Show("mul_", () => g.mul_(1f).alias(), batch * (double)Classes);
        Show("amax", () => g.amax([1], keepdim: true), batch * (double)Classes);
        Show("sum", () => g.sum(1), batch * (double)Classes);
        Show("to bf", () => g.to(ScalarType.BFloat16), batch * (double)Classes);
    }

    private static void Step(int featureSize, int turns, int batch, int tile)
    {
        using var scope = NewDisposeScope();
        var network = nn.Linear(Inputs, featureSize, hasBias: false);
        using var head = new NormalizedSoftmaxLoss(Classes, featureSize, new() { Scale = new() { Fixed = 30 } });
        head.TileSize = tile;
        head.HasBFloat16Products = Environment.GetEnvironmentVariable("BF") is not null;
        using var optimizer = new CaffeSgd(
        [
            .. head.ParameterGroups, new ParameterGroup("network", network.weight!, 1, 1),
        ]);
        var rows = randn(batch, Inputs);
        var labels = randint(0, Classes, [batch], dtype: ScalarType.Int64);
        var parts = new double[3][];
        Array.ForEach([0, 1, 2], part => parts[part] = new double[turns]);
        for (var turn = -2; turn < turns; turn++)
        {
            using var inner = NewDisposeScope();
            var start = Stopwatch.GetTimestamp();
            var value = head.call(network.call(rows), labels);
            var forward = Stopwatch.GetTimestamp();
            value.backward();
            var backward = Stopwatch.GetTimestamp();
            optimizer.Step(0.1);
            optimizer.ZeroGradients();
            if (turn >= 0)
            {
                parts[0][turn] = Stopwatch.GetElapsedTime(start, forward).TotalMilliseconds;
                parts[1][turn] = Stopwatch.GetElapsedTime(forward, backward).TotalMilliseconds;
                parts[2][turn] = Stopwatch.GetElapsedTime(backward).TotalMilliseconds;
            }
        }

        double[] medians = [.. parts.Select(part => Interleaved.Median(part))];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {featureSize} | {batch} | {tile} | {medians.Sum():F1} | {batch / medians.Sum() * 1e3:F0} | "
            + $"{medians[0]:F1} | {medians[1]:F1} | {medians[2]:F1} |"));
    }
}
