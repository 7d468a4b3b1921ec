using NormFace.Losses;
using NormFace.Scales;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace NormFace.GpuCheck;

/// <summary>Heads alone beside stock operators.</summary>
internal static class HeadSpeed
{
    public static void Add(Report report, Setting setting)
    {
        var (rows, size) = setting.IsQuick ? (8, 16) : (256, 512);
        Console.WriteLine(
            $"\nHeads alone, forward and backward, N = {rows}, D = {size}, float32 without TF32, milliseconds. "
            + "Stock is the normalised softmax in stock operators with autograd.\n");
        Report.Columns("classes", "normalised softmax", "stock", "CosFace", "ArcFace", "AdaFace");
        Tf32.Allow(false);
        foreach (var classes in setting.IsQuick ? new[] { 50 } : [10_000, 100_000])
        {
            report.Try($"{classes}", () =>
            {
                var times = Times(setting, rows, size, classes);
                Report.Row([$"{classes}", .. times.Select(time => Report.Short(Math.Round(1000 * time, 2)))]);
            });
        }
    }

    private static double[] Times(Setting setting, int rows, int size, int classes)
    {
        using var scope = NewDisposeScope();
        var features = randn(rows, size, device: setting.Device).requires_grad_();
        var weights = randn(classes, size, device: setting.Device).requires_grad_();
        var labels = randint(0, classes, [rows], ScalarType.Int64, setting.Device);
        double Ours(EmbeddingLoss loss)
        {
            loss.to(setting.Device);
            return SpeedSection.Median(setting, () => loss.call(features, labels).backward());
        }

        var softmax = new NormalizedSoftmaxOptions { Scale = new ScaleOptions { Fixed = 16 } };
        return
        [
            Ours(new NormalizedSoftmaxLoss(classes, size, softmax)),
            SpeedSection.Median(setting, () =>
            {
                var cosines = normalize(features, dim: 1).mm(normalize(weights, dim: 1).t());
                cross_entropy(cosines * 16, labels).backward();
            }),
            Ours(new CosFaceLoss(classes, size)),
            Ours(new ArcFaceLoss(classes, size)),
            Ours(new AdaFaceLoss(classes, size)),
        ];
    }
}
