using NormFace.Settings;

namespace NormFace.Backbones;

/// <summary>The networks by name, for command lines and model files.</summary>
public static class BackboneCatalogue
{
    /// <summary>Every network, the paper's first.</summary>
    public static IReadOnlyList<BackboneEntry> All { get; } =
    [
        new(WenResNet.CatalogueName, "Wen's residual network, the paper's: BGR 96x112, 27.5 M values", WenResNet.Defaults, options => new WenResNet(options)),
        new(LightCnn.CatalogueName, "Wu's Light CNN B, the paper's second: grey 128x128, 5.5 M values", LightCnn.Defaults, options => new LightCnn(options)),
        new(LeNetPlusPlus.CatalogueName, "the paper's MNIST network: grey 28x28, a feature to draw", LeNetPlusPlus.Defaults, options => new LeNetPlusPlus(options)),
        new(LeNet.CatalogueName, "the network of the paper's Figure 2: grey 28x28, a feature to draw", LeNet.Defaults, options => new LeNet(options)),
        new(CompactNet.CatalogueName, "made for training on a processor: RGB 48x56, any size", CompactNet.Defaults, options => new CompactNet(options)),
        new(MobileFaceNet.CatalogueName, "small and quick in use: RGB 96x112, 1.0 M values", MobileFaceNet.Defaults, options => new MobileFaceNet(options)),
        .. new[] { 18, 34, 50, 100 }.Select(layers => new BackboneEntry(
            IResNet.NameFor(layers), $"InsightFace's residual network of {layers} layers: RGB 112x112", IResNet.Defaults, options => new IResNet(layers, options))),
    ];

    /// <summary>Finds a network.</summary>
    /// <param name="name">Its name, in small letters.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="ArgumentException">There is none of that name; the names are listed, the nearest is suggested.</exception>
    public static BackboneEntry Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(entry => entry.Name == name)
            ?? throw new ArgumentException(
                $"The network must be one of {string.Join(", ", All.Select(entry => entry.Name))}, but was '{name}'.{Suggestion.For(name, All.Select(entry => entry.Name))}",
                nameof(name));
    }

    /// <summary>Builds a network.</summary>
    /// <param name="name">Its name, in small letters.</param>
    /// <param name="options">Settings; what is null has the network's default.</param>
    /// <returns>The network, in training mode, on the processor, float32.</returns>
    /// <exception cref="ArgumentException">There is none of that name, or a setting is not taken or out of range.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public static Backbone Create(string name, BackboneOptions? options = null) => Find(name).Create(options);
}
