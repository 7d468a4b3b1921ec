using NormFace.Backbones;
using NormFace.Native;
using NormFace.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>Passes through one network, each by a fresh copy with the same weights and on the same pictures.</summary>
internal sealed class NetworkPass(NetworkDefinition definition, int count, bool isSmall)
{
    /// <summary>What a pass gives, on the processor.</summary>
    internal sealed record Result(Tensor Features, Tensor[] Gradients);

    /// <summary>Name of the network.</summary>
    public string Name => definition.Name;

    /// <summary>Forward and backward in training mode, from a random gradient of the features.</summary>
    public Result Train(ScalarType type, Device device, bool isBFloat16 = false)
    {
        using var scope = NewDisposeScope();
        using var network = Create(type, device);
        network.train();
        var pictures = Pictures(network, type, device, isChannelsLast: isBFloat16);
        Tensor features;
        using (isBFloat16 ? Autocast.BFloat16(device.type) : null)
        {
            features = network.call(pictures).to(type);
        }

        using var generator = new Generator(9, CPU);
        var upstream = randn(features.shape, ScalarType.Float64, generator: generator).to(type).to(device);
        (features * upstream).sum().backward();
        var gradients = network.parameters().Select(parameter => parameter.grad).OfType<Tensor>();
        return new Result(
            features.detach().cpu().MoveToOuterDisposeScope(),
            [.. gradients.Select(gradient => gradient.cpu().MoveToOuterDisposeScope())]);
    }

    /// <summary>Features in evaluation mode, in float64: untrained, deep networks leave float32's range.</summary>
    public Tensor Use(Device device, bool isChannelsLast)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var network = Create(ScalarType.Float64, device);
        network.eval();
        var pictures = Pictures(network, ScalarType.Float64, device, isChannelsLast);
        return network.call(pictures).cpu().MoveToOuterDisposeScope();
    }

    private PlannedBackbone Create(ScalarType type, Device device)
    {
        var options = (PictureOptions)definition.Defaults with { Seed = 1 }; // no dropout by default
        var network = new PlannedBackbone(
            definition,
            isSmall && options.InputWidth > 48 ? options with { InputWidth = 24, InputHeight = 28 } : options);
        network.to(type);
        network.to(device);
        return network;
    }

    private Tensor Pictures(PlannedBackbone network, ScalarType type, Device device, bool isChannelsLast)
    {
        using var generator = new Generator(8, CPU);
        var shape = new long[] { count, network.Height, network.Width, network.Channels };
        var drawn = randn(shape, ScalarType.Float64, generator: generator).to(type).to(device).permute(0, 3, 1, 2);
        return isChannelsLast ? drawn : drawn.contiguous();
    }
}
