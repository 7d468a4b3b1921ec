using System.Collections.Concurrent;
using System.Diagnostics;
using NormFace.Layers;
using NormFace.Native;
using Convolution = NormFace.Layers.Convolution;

namespace NormFace.Backbones;

/// <summary>Tries a small convolution before a network uses it, and avoids oneDNN's code that is wrong.</summary>
/// <remarks>
/// On AMD's Zen 5 the oneDNN of libtorch 2.10.0 gives wrong sums and wrong gradients for some small convolutions,
/// without an error. Many are wrong only where channels lie together in memory: such a layer takes its maps channel
/// after channel. For one that is wrong either way oneDNN is switched off: all is right without it, but large
/// convolutions take three to a hundred times as long, so that it is off only in a process whose network has such a
/// layer. See docs/decisions/0013-convolution-trial.md.
/// </remarks>
internal static class ConvolutionTrial
{
    private const long MostProducts = 10_000_000; // larger ones were right wherever they were tried
    private const int Pictures = 4;
    private const double Tolerance = 1e-3; // of the largest number; rounding alone is a thousand times less

    private static readonly ConcurrentDictionary<(Convolution Layer, ValueShape Input), (bool Planes, bool Together)>
        Outcomes = new();

    /// <summary>Tries a layer unless it was tried before.</summary>
    /// <param name="step">The layer's value in its plan.</param>
    /// <returns>Whether the layer must take its maps channel after channel.</returns>
    public static bool Of(PlanValue step)
    {
        var (layer, input) = ((Convolution)step.Layer!, step.Inputs[0].Shape);
        var products = Pictures * step.Shape.Count * layer.KernelHeight * layer.KernelWidth * input.Channels
            / layer.Groups;
        if (products > MostProducts)
        {
            return false;
        }

        var (isRightInPlanes, isRightTogether) = Outcomes.GetOrAdd((layer, input), _ => Outcome(layer, input));
        if (!isRightInPlanes && OneDnn.IsOn)
        {
            OneDnn.SwitchOff();
            Trace.TraceWarning(
                $"oneDNN computes {layer} of {input} wrongly on this processor and is switched off: results are right, "
                + "and training is slower.");
        }

        return isRightInPlanes && !isRightTogether;
    }

    /// <summary>
    /// Whether the engine's float32 agrees with its float64, which oneDNN does not compute: for maps channel after
    /// channel, and for maps whose channels lie together.
    /// </summary>
    internal static (bool Planes, bool Together) Outcome(Convolution layer, ValueShape input)
    {
        using var scope = NewDisposeScope();
        using var gradientOn = enable_grad();
        var extra = layer.ExtraPadding; // laid around the map before the convolution
        var pictures = Numbers(0, Pictures, input.Channels, input.Height + extra, input.Width + extra);
        var weights = Numbers(1, layer.Outputs, input.Channels / layer.Groups, layer.KernelHeight, layer.KernelWidth);
        var exact = Results(layer, pictures, weights);
        var (singles, kernel) = (pictures.to(ScalarType.Float32), weights.to(ScalarType.Float32));
        return (
            AreNear(exact, Results(layer, singles, kernel)),
            AreNear(exact, Results(layer, ChannelsLast(singles), kernel)));
    }

    private static bool AreNear(Tensor[] exact, Tensor[] found) => exact.Zip(found).All(pair =>
        (pair.First - pair.Second).abs().max().item<double>() <= Tolerance * pair.First.abs().max().item<double>());

    // For it oneDNN has other code.
    private static Tensor ChannelsLast(Tensor map) => map.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private static Tensor[] Results(Convolution layer, Tensor pictures, Tensor weights)
    {
        var (input, kernel) = (pictures.detach().requires_grad_(), weights.detach().requires_grad_());
        var output = functional.conv2d(
            input,
            kernel,
            strides: [layer.Stride, layer.Stride],
            padding: [layer.Padding, layer.Padding],
            groups: layer.Groups);
        output.square().sum().backward();
        return [.. new[] { output.detach(), input.grad!, kernel.grad! }.Select(one => one.to(ScalarType.Float64))];
    }

    // Without the process's random numbers, which belong to the run.
    private static Tensor Numbers(int phase, params long[] shape) =>
        arange(phase, phase + shape.Aggregate((first, second) => first * second), ScalarType.Float64).sin().view(shape);
}
