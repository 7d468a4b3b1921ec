using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>How far tensors are apart.</summary>
internal static class Difference
{
    /// <summary>‖a − b‖ / ‖b‖ over all tensors together, in float64 on the processor; NaN stays NaN.</summary>
    public static double Relative(IEnumerable<Tensor> found, IEnumerable<Tensor> wanted)
    {
        using var scope = NewDisposeScope();
        double apart = 0, whole = 0;
        foreach (var (left, right) in found.Zip(wanted))
        {
            var (a, b) = (InDouble(left), InDouble(right));
            apart += (a - b).square().sum().item<double>();
            whole += b.square().sum().item<double>();
        }

        return apart == 0 ? 0 : Math.Sqrt(apart / whole);
    }

    private static Tensor InDouble(Tensor tensor) => tensor.detach().cpu().to(ScalarType.Float64);
}
