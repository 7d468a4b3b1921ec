using TorchSharp;

namespace NormFace.Backbones;

/// <summary>Makes layers whose weights come from one seed, in the order they are asked for.</summary>
/// <remarks>
/// A layer is made without memory (on the "meta" device) and given its weights afterwards: its own initialisation would
/// cost time and draw from the global generator, and so move whatever else is drawn from it.
/// </remarks>
internal sealed class SeededLayers(long seed, string network) : IDisposable
{
    /// <summary>Most weights of one layer: a gigabyte of float32. A claimed size beyond it is a mistake, or an attack.</summary>
    private const long WeightLimit = 1L << 28;

    private static readonly Device NoMemory = new(DeviceType.META);

    private readonly Generator generator = new((ulong)seed, CPU);

    /// <summary>A square convolution. Without a bias where that is null.</summary>
    public Conv2d Convolution(
        int inputs, int outputs, int kernel, WeightDraw draw, int stride = 1, int padding = 0, int groups = 1, double? bias = null, bool freezesBias = false) =>
        Convolution(inputs, outputs, new MapSize(kernel, kernel), draw, stride, padding, groups, bias, freezesBias);

    /// <summary>A convolution of any kernel. Without a bias where that is null.</summary>
    public Conv2d Convolution(
        int inputs, int outputs, MapSize kernel, WeightDraw draw, int stride = 1, int padding = 0, int groups = 1, double? bias = null, bool freezesBias = false)
    {
        var layer = Conv2d(
            inputs, outputs, (kernel.Height, kernel.Width), (stride, stride), (padding, padding), groups: groups, bias: bias.HasValue, device: NoMemory);
        layer.weight = Drawn(draw, outputs, inputs / groups, kernel.Height, kernel.Width);

        if (bias is { } value)
        {
            layer.bias = Constant(outputs, value, !freezesBias);
        }

        return layer;
    }

    /// <summary>A fully connected layer. Without a bias where that is null.</summary>
    public Linear FullyConnected(long inputs, int outputs, WeightDraw draw, double? bias)
    {
        var weight = Drawn(draw, outputs, inputs);
        var layer = Linear(inputs, outputs, bias.HasValue, NoMemory);
        layer.weight = weight;

        if (bias is { } value)
        {
            layer.bias = Constant(outputs, value, learns: true);
        }

        return layer;
    }

    public void Dispose() => generator.Dispose();

    private Parameter Drawn(WeightDraw draw, params long[] shape)
    {
        var count = shape.Aggregate(1.0, (product, side) => product * side);
        if (count > WeightLimit)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A layer of {network} must have at most {WeightLimit} weights, but one of shape [{string.Join(", ", shape)}] would have {count}. Choose a smaller input or feature size."));
        }

        using var gradientOff = no_grad();
        var weight = empty(shape);
        draw(weight, generator);
        return Learned(weight, learns: true);
    }

    private static Parameter Constant(long size, double value, bool learns) => Learned(full(size, value), learns);

    private static Parameter Learned(Tensor values, bool learns)
    {
        var parameter = new Parameter(values, learns);
        parameter.DetachFromDisposeScope(); // outlives whatever scope the caller builds us in
        return parameter;
    }
}
