using NormFace.Losses;
using NormFace.Recipes;
using TorchSharp;
using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>Every loss that a recipe can name, on the device against the processor.</summary>
internal static class LossesSection
{
    private static readonly string[] Losses =
    [
        .. LossCatalogue.Default.Names.Select(name => $$"""{"name":"{{name}}"}"""),
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
        var sizes = setting.IsQuick ? new Sizes(16, 40, 8) : new Sizes(128, 2000, 256);
        var report = new Report(
            "Losses",
            $"The second of two training steps (running means take part in it) on {sizes.Rows} random features of "
            + $"{sizes.Feature} values with {sizes.Classes} classes: ‖device − CPU‖/‖CPU‖, where CPU is float64. "
            + "Limits: float64 1e-10 (sums in another order), float32 1e-4.");
        Report.Columns("loss", "f64 loss", "f64 gradients", "f32 loss", "f32 gradients", "f32 gradients, CPU");
        foreach (var loss in Losses)
        {
            report.Try(loss, () => Compare(report, setting, loss, sizes));
        }

        return report.End();
    }

    private static void Compare(Report report, Setting setting, string text, Sizes sizes)
    {
        var recipe = DrawnRecipe.With($"loss={text}");
        var wanted = Step(recipe, ScalarType.Float64, CPU, sizes);
        var same = Step(recipe, ScalarType.Float64, setting.Device, sizes);
        var single = Step(recipe, ScalarType.Float32, setting.Device, sizes);
        var yardstick = Step(recipe, ScalarType.Float32, CPU, sizes);
        Report.Row(
            $"`{text}`",
            report.Judged($"{text}, f64 loss", Difference.Relative(same[..1], wanted[..1]), 1e-10),
            report.Judged($"{text}, f64 gradients", Difference.Relative(same[1..], wanted[1..]), 1e-10),
            report.Judged($"{text}, f32 loss", Difference.Relative(single[..1], wanted[..1]), 1e-4),
            report.Judged($"{text}, f32 gradients", Difference.Relative(single[1..], wanted[1..]), 1e-4),
            Report.Short(Difference.Relative(yardstick[1..], wanted[1..])));
    }

    // The loss, then the gradients of the features and of all that is learned.
    private static Tensor[] Step(Recipe recipe, ScalarType type, Device device, Sizes sizes)
    {
        using var loss = recipe.CreateLoss(sizes.Classes, sizes.Feature);
        loss.to(type);
        loss.to(device);
        loss.train();
        using var generator = new Generator(5, CPU);
        var labels = randint(0, sizes.Classes / 4, [sizes.Rows], ScalarType.Int64, generator: generator).to(device);
        Tensor[] results = [];
        for (var step = 0; step < 2; step++)
        {
            foreach (var group in loss.ParameterGroups)
            {
                group.Parameter.grad = null;
            }

            var drawn = randn(sizes.Rows, sizes.Feature, ScalarType.Float64, generator: generator) * 1.5;
            var features = drawn.to(type).to(device).requires_grad_();
            var value = loss.call(features, labels);
            value.backward();
            var gradients = loss.ParameterGroups.Select(group => group.Parameter.grad).OfType<Tensor>();
            results = [value.cpu(), features.grad!.cpu(), .. gradients.Select(gradient => gradient.cpu())];
        }

        return results;
    }

    private readonly record struct Sizes(int Rows, int Classes, int Feature);
}
