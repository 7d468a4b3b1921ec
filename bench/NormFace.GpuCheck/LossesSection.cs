using NormFace.Recipes;
using TorchSharp;
using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>Every loss that a recipe can name, on the device against the processor.</summary>
internal static class LossesSection
{
    private static readonly string[] Losses =
    [
        .. LossRecipe.Names.Select(name => $$"""{"name":"{{name}}"}"""),
        """{"name":"softmax","bias":true}""",
        """{"name":"normalized-softmax","normalizes":"features"}""",
        """{"name":"normalized-softmax","normalizes":"agents"}""",
        """{"name":"c-contrastive","hardestOnly":true}""",
        """{"name":"c-contrastive","gradient":"released"}""",
        """{"name":"c-triplet","hardestOnly":true}""",
        """{"name":"c-triplet","gradient":"released","centerWeight":0.5}""",
        """{"name":"c-triplet","agents":{"mode":"in-place"}}""",
        """{"name":"pair-contrastive","mining":"hardest"}""",
        """{"name":"pair-triplet","mining":"semi-hard"}""",
        """[{"name":"adaface"},{"name":"center","weight":0.01}]""",
    ];

    public static Report Run(Setting setting)
    {
        var (rows, classes, size) = setting.IsQuick ? (16, 40, 8) : (128, 2000, 256);
        var report = new Report(
            "Losses",
            $"Two training steps of each loss on the same {rows} random features of {size} values and {classes} classes (running means take part in "
            + "the second): ‖device − CPU‖/‖CPU‖ of the second step. Limits: float64 1e-10 (sums in another order), float32 1e-4 against the "
            + "processor's float64.");
        Report.Columns("loss", "f64 loss", "f64 gradients", "f32 loss", "f32 gradients", "f32 gradients, CPU");
        foreach (var loss in Losses)
        {
            report.Try(loss, () =>
            {
                var parts = DrawnRecipe.With($"loss={loss}").Losses;
                var wanted = Step(parts, ScalarType.Float64, CPU, rows, classes, size);
                var same = Step(parts, ScalarType.Float64, setting.Device, rows, classes, size);
                var single = Step(parts, ScalarType.Float32, setting.Device, rows, classes, size);
                var yardstick = Step(parts, ScalarType.Float32, CPU, rows, classes, size);
                Report.Row(
                    $"`{loss}`",
                    report.Judged($"{loss}, f64 loss", Difference.Relative([same[0]], [wanted[0]]), 1e-10),
                    report.Judged($"{loss}, f64 gradients", Difference.Relative(same[1..], wanted[1..]), 1e-10),
                    report.Judged($"{loss}, f32 loss", Difference.Relative([single[0]], [wanted[0]]), 1e-4),
                    report.Judged($"{loss}, f32 gradients", Difference.Relative(single[1..], wanted[1..]), 1e-4),
                    Report.Short(Difference.Relative(yardstick[1..], wanted[1..])));
            });
        }

        return report.End();
    }

    // The loss of the second of two steps, then the gradients of features and of all that is learned.
    private static Tensor[] Step(IReadOnlyList<LossRecipe> parts, ScalarType type, Device device, int rows, int classes, int size)
    {
        using var loss = LossRecipe.Create(parts, classes, size);
        loss.to(type);
        loss.to(device);
        loss.train();
        using var generator = new Generator(5, CPU);
        var labels = randint(0, classes / 4, [rows], ScalarType.Int64, generator: generator).to(device);
        Tensor[] results = [];
        for (var step = 0; step < 2; step++)
        {
            var features = (randn(rows, size, ScalarType.Float64, generator: generator) * 1.5).to(type).to(device).requires_grad_();
            foreach (var group in loss.ParameterGroups)
            {
                group.Parameter.grad = null;
            }

            var value = loss.call(features, labels);
            value.backward();
            results = [value.cpu(), features.grad!.cpu(), .. loss.ParameterGroups.Select(group => group.Parameter.grad).OfType<Tensor>().Select(gradient => gradient.cpu())];
        }

        return results;
    }
}
