using NormFace.Layers;
using TorchSharp;
using Convolution = NormFace.Layers.Convolution;

namespace NormFace.Backbones;

/// <summary>A layer of a plan as libtorch computes it.</summary>
/// <param name="Module">What has weights, a mode or a name to be found by; null for a mere operation.</param>
/// <param name="Forward">Computes the layer's output from its inputs.</param>
internal sealed record TorchLayer(Module? Module, Func<Tensor[], Tensor> Forward)
{
    private static readonly Device NoMemory = new(DeviceType.META);

    private static readonly Scalar Zero = 0;
    private static readonly Scalar One = 1;

    /// <summary>Makes a layer with its initial weights.</summary>
    /// <exception cref="NotSupportedException">libtorch has not been told of this kind of layer.</exception>
    public static TorchLayer Of(PlanValue step, SeededWeights weights)
    {
        var input = step.Inputs[0].Shape;
        return step.Layer switch
        {
            Convolution layer => Convolved(layer, step, weights),
            FullyConnected layer => Of(Product(layer, input.Channels, step.Parameters[0].Shape, weights)),
            BatchNormalization layer => Normalized(layer, input),
            PRelu => Of(PReLU(input.Channels, Layers.PRelu.InitialSlope)),
            Layers.Relu { Limit: { } limit } => Clipped(limit),
            Layers.Relu => Of(inputs => inputs[0].relu()),
            Layers.Upsampling layer => Of(inputs => Enlarged(inputs[0], layer.Factor)),
            MaxPooling layer => Of(MaxPool2d(layer.Kernel, layer.Stride, ceil_mode: !layer.IsInside)),
            AveragePooling layer => Of(AvgPool2d(layer.Kernel, layer.Stride)),
            MapMean => Of(inputs => inputs[0].mean([2, 3])),
            ZeroExtension layer => Of(inputs => Extended(inputs[0], layer.Channels, layer.Rows, layer.Columns)),
            Layers.Dropout layer => Of(Dropout(layer.Rate)),
            Layers.Flatten => Of(inputs => inputs[0].flatten(1)),
            Layers.Unflatten layer => Of(inputs =>
                inputs[0].reshape(inputs[0].shape[0], layer.Channels, layer.Height, layer.Width)),
            Layers.Softmax => Of(inputs => functional.softmax(inputs[0], 1)),
            MaxFeatureMap => Of(inputs => LargerHalf(inputs[0])),
            UnitLength => Of(inputs => Geometry.Hypersphere.Project(inputs[0], epsilon: UnitLength.Epsilon)),
            Sum => Of(inputs => inputs[0] + inputs[1]),
            var other => throw new NotSupportedException($"libtorch does not know the layer {other?.GetType().Name}."),
        };
    }

    private static TorchLayer Of(Module<Tensor, Tensor> module) => new(module, inputs => module.call(inputs[0]));

    private static TorchLayer Of(Func<Tensor[], Tensor> forward) => new(null, forward);

    private static TorchLayer Convolved(Convolution layer, PlanValue step, SeededWeights weights)
    {
        var needsPlanes = ConvolutionTrial.Of(step);
        var module = Kernels(layer, step, weights);
        return (layer.ExtraPadding, needsPlanes) switch
        {
            (0, false) => Of(module),
            (0, true) => new(module, inputs => module.call(inputs[0].contiguous())),
            _ => Padded(layer, module, needsPlanes),
        };
    }

    private static Conv2d Kernels(Convolution layer, PlanValue step, SeededWeights weights)
    {
        var module = Conv2d(
            step.Inputs[0].Shape.Channels,
            layer.Outputs,
            (layer.KernelHeight, layer.KernelWidth),
            (layer.Stride, layer.Stride),
            (layer.Padding, layer.Padding),
            groups: layer.Groups,
            bias: layer.Bias.HasValue,
            device: NoMemory);
        module.weight = weights.Drawn(layer.Start, step.Parameters[0].Shape);
        if (layer.Bias is { } bias)
        {
            module.bias = SeededWeights.Constant(layer.Outputs, bias, !layer.IsBiasFrozen);
        }

        return module;
    }

    private static TorchLayer Padded(Convolution layer, Conv2d module, bool needsPlanes) => new(module, inputs =>
    {
        using var padded = Extended(inputs[0], 0, layer.ExtraPadding, layer.ExtraPadding);
        return module.call(needsPlanes ? padded.contiguous() : padded);
    });

    private static Tensor Extended(Tensor map, long channels, long rows, long columns) =>
        functional.pad(map, [0, columns, 0, rows, 0, channels]);

    // The numbers are held, as those of a normalisation are.
    private static TorchLayer Clipped(double limit)
    {
        Scalar highest = limit;
        return Of(inputs => inputs[0].clamp(Zero, highest));
    }

    private static Linear Product(FullyConnected layer, int inputs, IReadOnlyList<long> shape, SeededWeights weights)
    {
        var module = Linear(inputs, layer.Outputs, layer.Bias.HasValue, NoMemory);
        module.weight = weights.Drawn(layer.Start, shape);
        if (layer.Bias is { } bias)
        {
            module.bias = SeededWeights.Constant(layer.Outputs, bias, learns: true);
        }

        return module;
    }

    // The module would count its batches with a number that the collector may free while libtorch reads it: that ended
    // trainings (docs/decisions/0006-collection-between-steps.md). Here the number is held.
    private static TorchLayer Normalized(BatchNormalization layer, ValueShape input)
    {
        const double epsilon = BatchNormalization.Epsilon, momentum = 0.1;
        NormBase module = input.IsMap
            ? BatchNorm2d(input.Channels, epsilon, momentum)
            : BatchNorm1d(input.Channels, epsilon, momentum);
        module.weight.requires_grad = !layer.IsScaleFrozen;
        return new TorchLayer(module, inputs =>
        {
            if (module.training)
            {
                module.num_batches_tracked!.add_(One);
            }

            return functional.batch_norm(
                inputs[0], module.running_mean, module.running_var, module.weight, module.bias, module.training,
                momentum, epsilon);
        });
    }

    // Nearest neighbour, by views and one copy: libtorch's own is slower backwards.
    private static Tensor Enlarged(Tensor map, long factor)
    {
        var (count, channels, height, width) = (map.shape[0], map.shape[1], map.shape[2], map.shape[3]);
        using var squares = map.view(count, channels, height, 1, width, 1)
            .expand(count, channels, height, factor, width, factor);
        return squares.reshape(count, channels, height * factor, width * factor);
    }

    // Where both halves are equal, each gets half of the gradient.
    private static Tensor LargerHalf(Tensor input)
    {
        var half = input.shape[1] / 2;
        using var first = input.narrow(1, 0, half);
        using var second = input.narrow(1, half, half);
        return maximum(first, second);
    }
}
