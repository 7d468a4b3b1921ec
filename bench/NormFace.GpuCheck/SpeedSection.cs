using System.Diagnostics;
using NormFace.Backbones;
using NormFace.Losses;
using NormFace.Native;
using NormFace.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>Whole steps on pictures that lie on the device already. Nothing is judged.</summary>
internal static class SpeedSection
{
    private static readonly Way[] Ways =
    [
        new(IsTf32: false, IsBFloat16: false, IsChannelsLast: false),
        new(IsTf32: true, IsBFloat16: false, IsChannelsLast: false),
        new(IsTf32: true, IsBFloat16: false, IsChannelsLast: true),
        new(IsTf32: false, IsBFloat16: true, IsChannelsLast: false),
        new(IsTf32: false, IsBFloat16: true, IsChannelsLast: true),
    ];

    public static Report Run(Setting setting)
    {
        var (batch, classes) = setting.IsQuick ? (4, 50) : (128, 10_000);
        var report = new Report(
            "Speed",
            $"Pictures a second of whole steps (network, CosFace with {classes} classes, SGD) on batches of "
            + $"{batch} that lie on the device; the median of 20 steps after 5. TF32 is allowed in all products; "
            + "bfloat16 is autocast.");
        Report.Columns("network", "float32", "TF32", "TF32, channels_last", "bfloat16", "bfloat16, channels_last");
        string[] networks = setting.IsQuick
            ? ["lenet"]
            : ["compact", "mobilefacenet", "light-cnn", "wen-resnet", "iresnet50", "iresnet100"];
        foreach (var name in networks)
        {
            report.Try(name, () =>
            {
                var speeds = Ways.Select(way => batch / Seconds(setting, name, batch, classes, way));
                Report.Row([name, .. speeds.Select(speed => Report.Short(Math.Round(speed)))]);
            });
        }

        HeadSpeed.Add(report, setting);
        return report.End();
    }

    /// <summary>Median time of an action, with all the work it gives to the device.</summary>
    public static double Median(Setting setting, Action action)
    {
        var times = new List<double>();
        for (var turn = -5; turn < (setting.IsQuick ? 2 : 20); turn++)
        {
            setting.Synchronize();
            var clock = Stopwatch.StartNew();
            using (NewDisposeScope())
            {
                action();
            }

            setting.Synchronize();
            if (turn >= 0)
            {
                times.Add(clock.Elapsed.TotalSeconds);
            }
        }

        return times.Order().ElementAt(times.Count / 2);
    }

    private static double Seconds(Setting setting, string name, int batch, int classes, Way way)
    {
        Tf32.Allow(way.IsTf32);
        using var scope = NewDisposeScope();
        using var network = PlannedBackbone.Create(name);
        using var loss = new CosFaceLoss(classes, network.FeatureSize);
        network.to(setting.Device);
        loss.to(setting.Device);
        network.train();
        var learned = network.ParameterGroups.Select(group => group with { Name = $"network.{group.Name}" });
        using var optimizer = new CaffeSgd([.. learned, .. loss.ParameterGroups]);
        long[] shape = [batch, network.Height, network.Width, network.Channels];
        var pictures = randn(shape, device: setting.Device).permute(0, 3, 1, 2);
        pictures = way.IsChannelsLast ? pictures : pictures.contiguous();
        var labels = randint(0, classes, [batch], ScalarType.Int64, setting.Device);
        return Median(setting, () =>
        {
            Tensor features;
            using (way.IsBFloat16 ? Autocast.BFloat16(setting.Device.type) : null)
            {
                features = network.call(pictures).to(ScalarType.Float32);
            }

            loss.call(features, labels).backward();
            optimizer.Step(0.001);
            optimizer.ZeroGradients();
        });
    }

    private readonly record struct Way(bool IsTf32, bool IsBFloat16, bool IsChannelsLast);
}
