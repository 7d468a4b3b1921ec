using NormFace.Backbones;
using NormFace.Conversion;
using NormFace.Layers;
using NormFace.Weights;

namespace NormFace.Export;

/// <summary>A plan computed by libtorch, to compare exports with.</summary>
public static class PlanForward
{
    /// <summary>Computes a network once, without gradients.</summary>
    /// <param name="plan">Its layers.</param>
    /// <param name="weights">Its weights, by the plan's keys.</param>
    /// <param name="numbers">What it takes, row by row.</param>
    /// <param name="shape">The shape of that, such as <c>[N, 3, H, W]</c>.</param>
    /// <returns>What it gives, each output row by row.</returns>
    /// <exception cref="InvalidDataException">The weights are not the plan's.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public static IReadOnlyList<float[]> Run(
        NetworkPlan plan, IReadOnlyList<StoredTensor> weights, float[] numbers, long[] shape)
    {
        Native.NativeStart.Ensure();
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var network = new Layered();
        var run = PlanRun.Register(network, plan, seed: 0);
        StateDict.Load(network, weights, "weights");
        network.eval();
        return [.. run.Run(tensor(numbers, shape)).Select(output => output.contiguous().data<float>().ToArray())];
    }

    private sealed class Layered() : Module("plan");
}
