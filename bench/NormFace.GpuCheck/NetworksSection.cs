using NormFace.Networks;
using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>Every network forward and backward on the device against the processor's numbers.</summary>
internal static class NetworksSection
{
    private static readonly string[] Quick = ["lenet", "compact", "iresnet18"];

    public static Report Run(Setting setting)
    {
        var count = setting.IsQuick ? 2 : 4;
        var report = new Report(
            "Networks",
            $"Training mode, {count} random pictures, the same weights, no dropout: ‖found − wanted‖/‖wanted‖, "
            + "where wanted is float64 on the processor. Limits: float64 1e-9, which says that the function is "
            + "the same; float32 without TF32 1e-4 for features, and for all gradients together 1e-3 or ten "
            + "times the processor's own float32, whichever is more (a rectifier near zero may switch). \"In "
            + "use\" is evaluation mode in float64 with channels_last, limit 1e-9. TF32 and bfloat16 autocast "
            + "must be finite.");
        Report.Columns(
            "network", "f64 features", "f64 gradients", "f32 features", "f32 gradients", "f32 gradients, CPU", "in use",
            "TF32 features", "TF32 gradients", "bf16 features", "bf16 gradients");
        foreach (
            var entry in NetworkCatalogue.Default.All.Where(entry => !setting.IsQuick || Quick.Contains(entry.Name)))
        {
            var pass = new NetworkPass(entry, count, setting.IsQuick);
            report.Try(entry.Name, () => Compare(report, setting.Device, pass));
        }

        return report.End();
    }

    private static void Compare(Report report, Device device, NetworkPass pass)
    {
        using var scope = NewDisposeScope();
        Tf32.Allow(false);
        var wanted = pass.Train(ScalarType.Float64, CPU);
        var own = Difference.Relative(pass.Train(ScalarType.Float32, CPU).Gradients, wanted.Gradients);
        var features = pass.Use(device, isChannelsLast: true);
        var inUse = Difference.Relative([features], [pass.Use(CPU, isChannelsLast: false)]);
        string[] exact =
        [
            .. Cells("f64", pass.Train(ScalarType.Float64, device), 1e-9, 1e-9),
            .. Cells("f32", pass.Train(ScalarType.Float32, device), 1e-4, Math.Max(1e-3, 10 * own)),
        ];

        Tf32.Allow(true);
        var coarse = pass.Train(ScalarType.Float32, device);
        Tf32.Allow(false);
        var mixed = pass.Train(ScalarType.Float32, device, isBFloat16: true);
        Report.Row(
        [
            pass.Name, .. exact, Report.Short(own), report.Judged($"{pass.Name}, in use", inUse, 1e-9),
            .. Cells("TF32", coarse, double.MaxValue, double.MaxValue),
            .. Cells("bf16", mixed, double.MaxValue, double.MaxValue),
        ]);

        string[] Cells(string what, NetworkPass.Result found, double ofFeatures, double ofGradients) =>
        [
            report.Judged(
                $"{pass.Name}, {what} features", Difference.Relative([found.Features], [wanted.Features]), ofFeatures),
            report.Judged(
                $"{pass.Name}, {what} gradients", Difference.Relative(found.Gradients, wanted.Gradients), ofGradients),
        ];
    }
}
