using NormFace.Backbones;
using NormFace.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>Every network forward and backward on the device against the processor's numbers.</summary>
internal static class NetworksSection
{
    public static Report Run(Setting setting)
    {
        var count = setting.IsQuick ? 2 : 4;
        var report = new Report(
            "Networks",
            $"Training mode, {count} random pictures, the same weights, no dropout; ‖found − wanted‖/‖wanted‖, where wanted is float64 on the processor. "
            + "Limits: float64 1e-9, which says that the function is the same; float32 without TF32 1e-4 for features and for all gradients "
            + "together 1e-3 or ten times the processor's own float32, whichever is more (a rectifier near zero may switch). "
            + "TF32 and bfloat16 autocast are reported.");
        Report.Columns(
            "network", "f64 features", "f64 gradients", "f32 features", "f32 gradients", "f32 gradients, CPU",
            "f64 features in use, channels_last", "TF32 features", "TF32 gradients", "bf16 features", "bf16 gradients");
        foreach (var entry in setting.IsQuick ? BackboneCatalogue.All.Where(entry => entry.Name is "lenet" or "compact" or "iresnet18") : BackboneCatalogue.All)
        {
            report.Try(entry.Name, () => Compare(report, setting, entry, count));
        }

        return report.End();
    }

    private static void Compare(Report report, Setting setting, BackboneEntry entry, int count)
    {
        Tf32.Allow(false);
        var options = Options(entry, setting.IsQuick);
        using var network = new Pass(entry, options, count);
        var wanted = network.Run(ScalarType.Float64, CPU);
        var yardstick = network.Run(ScalarType.Float32, CPU);
        var same = network.Run(ScalarType.Float64, setting.Device);
        var single = network.Run(ScalarType.Float32, setting.Device);
        var wantedInUse = network.Evaluate(CPU, isChannelsLast: false);
        var inUse = network.Evaluate(setting.Device, isChannelsLast: true);
        var own = Difference.Relative(yardstick.Gradients, wanted.Gradients);
        var cells = new List<string>
        {
            entry.Name,
            report.Judged($"{entry.Name}, f64 features", Difference.Relative([same.Features], [wanted.Features]), 1e-9),
            report.Judged($"{entry.Name}, f64 gradients", Difference.Relative(same.Gradients, wanted.Gradients), 1e-9),
            report.Judged($"{entry.Name}, f32 features", Difference.Relative([single.Features], [wanted.Features]), 1e-4),
            report.Judged($"{entry.Name}, f32 gradients", Difference.Relative(single.Gradients, wanted.Gradients), Math.Max(1e-3, 10 * own)),
            Report.Short(own),
            report.Judged($"{entry.Name}, in use", Difference.Relative([inUse], [wantedInUse]), 1e-9),
        };

        Tf32.Allow(true);
        var coarse = network.Run(ScalarType.Float32, setting.Device);
        Tf32.Allow(false);
        var mixed = network.Run(ScalarType.Float32, setting.Device, isBFloat16: true);
        foreach (var found in new[] { coarse, mixed })
        {
            cells.Add(report.Judged($"{entry.Name}, coarse features", Difference.Relative([found.Features], [wanted.Features]), double.MaxValue));
            cells.Add(report.Judged($"{entry.Name}, coarse gradients", Difference.Relative(found.Gradients, wanted.Gradients), double.MaxValue));
        }

        Report.Row([.. cells]);
    }

    private static BackboneOptions Options(BackboneEntry entry, bool isQuick)
    {
        var options = new BackboneOptions { DropoutRate = entry.Defaults.DropoutRate is null ? null : 0, Seed = 1 };
        return isQuick && entry.Defaults.InputWidth > 48
            ? options with { InputWidth = entry.Name == WenResNet.CatalogueName ? 46 : 24, InputHeight = entry.Name == WenResNet.CatalogueName ? 50 : 28 }
            : options;
    }

    /// <summary>A network's passes, each on a fresh copy with the same weights and pictures.</summary>
    private sealed class Pass(BackboneEntry entry, BackboneOptions options, int count) : IDisposable
    {
        private readonly DisposeScope scope = NewDisposeScope();

        public (Tensor Features, Tensor[] Gradients) Run(ScalarType type, Device device, bool isBFloat16 = false)
        {
            using var pass = NewDisposeScope();
            using var network = Create(type, device);
            network.train();
            var pictures = Pictures(network, type, device, isChannelsLast: isBFloat16);
            Tensor features;
            using (var autocast = isBFloat16 ? Autocast.BFloat16(device.type) : null)
            {
                features = network.call(pictures).to(type);
            }

            using var generator = new Generator(9, CPU);
            var upstream = randn(features.shape, ScalarType.Float64, generator: generator).to(type).to(device);
            (features * upstream).sum().backward();
            return (
                features.detach().cpu().MoveToOuterDisposeScope(),
                [.. network.parameters().Select(parameter => parameter.grad).OfType<Tensor>().Select(gradient => gradient.cpu().MoveToOuterDisposeScope())]);
        }

        public Tensor Evaluate(Device device, bool isChannelsLast)
        {
            using var network = Create(ScalarType.Float64, device); // untrained statistics: a deep network leaves float32's range
            network.eval();
            using var gradientOff = no_grad();
            return network.call(Pictures(network, ScalarType.Float64, device, isChannelsLast)).cpu();
        }

        public void Dispose() => scope.Dispose();

        private Backbone Create(ScalarType type, Device device)
        {
            var network = entry.Create(options);
            network.to(type);
            network.to(device);
            return network;
        }

        private Tensor Pictures(Backbone network, ScalarType type, Device device, bool isChannelsLast)
        {
            using var generator = new Generator(8, CPU);
            var pictures = randn([count, network.Height, network.Width, network.Channels], ScalarType.Float64, generator: generator)
                .to(type).to(device).permute(0, 3, 1, 2);
            return isChannelsLast ? pictures : pictures.contiguous();
        }
    }
}
