using NormFace.Optimization;
using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>Both optimisers' fused steps on the device against the processor.</summary>
internal static class OptimizersSection
{
    public static Report Run(Setting setting)
    {
        var report = new Report(
            "Optimisers",
            "Five steps with given gradients and changing rates: ‖device − CPU‖/‖CPU‖ of the weights, where CPU is "
            + "float64. Limits: float64 1e-12, float32 1e-5.");
        Report.Columns("optimiser", "float64", "float32", "gradient norm, float64");
        Compare(report, setting, nameof(CaffeSgd), groups => new CaffeSgd(groups));
        Compare(report, setting, nameof(FusedAdamW), groups => new FusedAdamW(groups));
        return report.End();
    }

    private static void Compare(
        Report report, Setting setting, string name, Func<IEnumerable<ParameterGroup>, Optimizer> create) =>
        report.Try(name, () =>
        {
            var (wanted, norm) = Steps(create, ScalarType.Float64, CPU);
            var (same, otherNorm) = Steps(create, ScalarType.Float64, setting.Device);
            var (single, _) = Steps(create, ScalarType.Float32, setting.Device);
            Report.Row(
                name,
                report.Judged($"{name}, float64", Difference.Relative(same, wanted), 1e-12),
                report.Judged($"{name}, float32", Difference.Relative(single, wanted), 1e-5),
                report.Judged($"{name}, gradient norm", Math.Abs(norm - otherNorm) / norm, 1e-12));
        });

    private static (Tensor[] Weights, double Norm) Steps(
        Func<IEnumerable<ParameterGroup>, Optimizer> create, ScalarType type, Device device)
    {
        using var generator = new Generator(7, CPU);
        Tensor Draw(long rows) => randn(rows, 33, ScalarType.Float64, generator: generator).to(type).to(device);
        TorchSharp.Modules.Parameter[] parameters = [new(Draw(5)), new(Draw(64)), new(Draw(129))];
        using var optimizer = create(
            parameters.Select((parameter, index) => new ParameterGroup($"p{index}", parameter, 1 + index, index)));
        var norm = 0.0;
        for (var step = 0; step < 5; step++)
        {
            foreach (var parameter in parameters)
            {
                parameter.grad = Draw(parameter.shape[0]);
            }

            optimizer.ScaleGradients(0.5);
            norm = optimizer.GradientNorm();
            optimizer.Step(0.1 / (1 + step));
            optimizer.ZeroGradients();
        }

        return ([.. parameters.Select(parameter => parameter.cpu())], norm);
    }
}
