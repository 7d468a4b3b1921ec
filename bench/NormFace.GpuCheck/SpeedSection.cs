using System.Diagnostics;
using NormFace.Backbones;
using NormFace.Losses;
using NormFace.Native;
using NormFace.Optimization;
using NormFace.Scales;
using TorchSharp;
using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>Steps on pictures that lie on the device already, and heads alone. Nothing is judged.</summary>
internal static class SpeedSection
{
    public static Report Run(Setting setting)
    {
        var (batch, classes, turns) = setting.IsQuick ? (4, 50, 2) : (128, 10_000, 20);
        var report = new Report(
            "Speed",
            $"Pictures a second of whole steps (network, CosFace with {classes} classes, SGD) on batches of {batch} that lie on the device; median of {turns} steps after "
            + "5. The column TF32 allows it everywhere; bfloat16 is autocast.");
        Report.Columns("network", "float32", "TF32", "TF32, channels_last", "bfloat16", "bfloat16, channels_last");
        foreach (var name in setting.IsQuick ? new[] { "lenet" } : ["compact", "mobilefacenet", "light-cnn", "wen-resnet", "iresnet50", "iresnet100"])
        {
            report.Try(name, () => Report.Row(
            [
                name,
                .. new[] { (false, false, false), (true, false, false), (true, false, true), (false, true, false), (false, true, true) }.Select(how =>
                    Report.Short(Math.Round(batch / Steps(setting, name, batch, classes, turns, how.Item1, how.Item2, how.Item3)))),
            ]));
        }

        Heads(report, setting, turns);
        return report.End();
    }

    private static double Steps(Setting setting, string name, int batch, int classes, int turns, bool isTf32, bool isBFloat16, bool isChannelsLast)
    {
        Tf32.Allow(isTf32);
        using var scope = NewDisposeScope();
        using var network = BackboneCatalogue.Create(name);
        using var loss = new CosFaceLoss(classes, network.FeatureSize);
        network.to(setting.Device);
        loss.to(setting.Device);
        network.train();
        using var optimizer = new CaffeSgd([.. network.ParameterGroups.Select(group => group with { Name = $"n.{group.Name}" }), .. loss.ParameterGroups]);
        var pictures = randn([batch, network.Height, network.Width, network.Channels], device: setting.Device).permute(0, 3, 1, 2);
        pictures = isChannelsLast ? pictures : pictures.contiguous();
        var labels = randint(0, classes, [batch], ScalarType.Int64, setting.Device);
        return Median(setting, turns, () =>
        {
            using var step = NewDisposeScope();
            Tensor features;
            using (var autocast = isBFloat16 ? Autocast.BFloat16(setting.Device.type) : null)
            {
                features = network.call(pictures).to(ScalarType.Float32);
            }

            loss.call(features, labels).backward();
            optimizer.Step(0.001);
            optimizer.ZeroGradients();
        });
    }

    private static void Heads(Report report, Setting setting, int turns)
    {
        var (rows, size) = setting.IsQuick ? (8, 16) : (256, 512);
        Console.WriteLine($"\nHeads alone, forward and backward, N = {rows}, D = {size}, float32 without TF32, milliseconds; stock is autograd of the same equation in stock operators.\n");
        Report.Columns("classes", "normalised softmax", "stock", "CosFace", "ArcFace", "AdaFace");
        Tf32.Allow(false);
        foreach (var classes in setting.IsQuick ? new[] { 50 } : [10_000, 100_000])
        {
            report.Try($"{classes}", () =>
            {
                using var scope = NewDisposeScope();
                var features = randn(rows, size, device: setting.Device).requires_grad_();
                var weights = randn(classes, size, device: setting.Device).requires_grad_();
                var labels = randint(0, classes, [rows], ScalarType.Int64, setting.Device);
                double Ours(EmbeddingLoss loss)
                {
                    loss.to(setting.Device);
                    return Median(setting, turns, () =>
                    {
                        using var step = NewDisposeScope();
                        loss.call(features, labels).backward();
                    });
                }

                var stock = Median(setting, turns, () =>
                {
                    using var step = NewDisposeScope();
                    var cosines = nn.functional.normalize(features, dim: 1).mm(nn.functional.normalize(weights, dim: 1).t());
                    nn.functional.cross_entropy(cosines * 16, labels).backward();
                });
                double[] times =
                [
                    Ours(new NormalizedSoftmaxLoss(classes, size, new NormalizedSoftmaxOptions { Scale = ScaleOptions.Fixed(16) })), stock,
                    Ours(new CosFaceLoss(classes, size)), Ours(new ArcFaceLoss(classes, size)), Ours(new AdaFaceLoss(classes, size)),
                ];
                Report.Row([$"{classes}", .. times.Select(time => Report.Short(Math.Round(1000 * time, 2)))]);
            });
        }
    }

    private static double Median(Setting setting, int turns, Action step)
    {
        var times = new List<double>();
        for (var turn = -5; turn < turns; turn++)
        {
            setting.Synchronize();
            var clock = Stopwatch.StartNew();
            step();
            setting.Synchronize();
            if (turn >= 0)
            {
                times.Add(clock.Elapsed.TotalSeconds);
            }
        }

        return times.Order().ElementAt(times.Count / 2);
    }
}
