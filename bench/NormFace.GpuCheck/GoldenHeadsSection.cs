using NormFace.Losses;
using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>The golden heads on the processor and on the device.</summary>
internal static class GoldenHeadsSection
{
    public static Report Run(Setting setting)
    {
        var cases = GoldenCase.Read(setting.GoldenPath);
        var report = new Report(
            "Golden heads",
            $"Loss and gradients of {cases.Count} cases against tests/golden/heads.json: the largest "
            + "difference of each head, relative to the largest value of the tensor. Limits are those of the "
            + "tests: float64 1e-12 for the loss and 1e-10 for gradients, float32 1e-5 for both.");
        Report.Columns(
            "head", "cases",
            "f64 loss, CPU", "f64 loss, device", "f64 gradients, CPU", "f64 gradients, device",
            "f32 loss, CPU", "f32 loss, device", "f32 gradients, CPU", "f32 gradients, device");
        foreach (var head in cases.GroupBy(golden => golden.Name))
        {
            report.Try(head.Key, () => Report.Row(
            [
                head.Key, $"{head.Count()}",
                .. Cells(report, setting, [.. head], ScalarType.Float64, ofLoss: 1e-12, ofGradient: 1e-10),
                .. Cells(report, setting, [.. head], ScalarType.Float32, ofLoss: 1e-5, ofGradient: 1e-5),
            ]));
        }

        return report.End();
    }

    private static string[] Cells(
        Report report, Setting setting, GoldenCase[] cases, ScalarType type, double ofLoss, double ofGradient)
    {
        var what = $"{cases[0].Name}, {type}";
        var processor = cases.Select(golden => GoldenHead.Measure(golden, type, CPU)).ToArray();
        var device = cases.Select(golden => GoldenHead.Measure(golden, type, setting.Device)).ToArray();
        return
        [
            report.Judged($"{what}, loss, CPU", processor.Max(found => found.Loss), ofLoss),
            report.Judged($"{what}, loss, device", device.Max(found => found.Loss), ofLoss),
            report.Judged($"{what}, gradients, CPU", processor.Max(Largest), ofGradient),
            report.Judged($"{what}, gradients, device", device.Max(Largest), ofGradient),
        ];
    }

    private static double Largest(GoldenHead.Differences found) =>
        new[] { found.FeatureGradient, found.AgentGradient, found.ScaleGradient ?? 0 }.Max();
}
