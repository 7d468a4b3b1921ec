using NormFace.Settings;

namespace NormFace.Networks;

/// <summary>Networks by name, for recipes, command lines and model files. Immutable.</summary>
public sealed class NetworkCatalogue
{
    private readonly Catalogue<NetworkDefinition> networks;

    private NetworkCatalogue(Catalogue<NetworkDefinition> networks) => this.networks = networks;

    /// <summary>The networks that come with the library, the paper's first.</summary>
    public static NetworkCatalogue Default { get; } = new(new Catalogue<NetworkDefinition>(
        "network",
        new WenResNet(), new LightCnn(), new LeNetPlusPlus(), new LeNet(), new Compact(), new MobileFaceNet(),
        new MobileNet(), new DlibResNet(),
        new IResNet(18, 2, 2, 2, 2), new IResNet(34, 3, 4, 6, 3),
        new IResNet(50, 3, 4, 14, 3), new IResNet(100, 3, 13, 30, 3),
        new LinearNetwork(), new MultilayerPerceptron()));

    /// <summary>The networks, in the order in which they were added.</summary>
    public IReadOnlyList<NetworkDefinition> All => networks.All;

    /// <summary>A catalogue with further networks.</summary>
    /// <param name="definitions">The networks.</param>
    /// <returns>A new catalogue; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">A name is taken; it is named.</exception>
    public NetworkCatalogue With(params IReadOnlyList<NetworkDefinition> definitions) =>
        new(networks.With(definitions));

    /// <summary>Finds a network.</summary>
    /// <param name="name">Its name, in small letters.</param>
    /// <returns>The network.</returns>
    /// <exception cref="ArgumentException">There is no member of that name; the message lists the names.</exception>
    public NetworkDefinition Find(string name) => networks.Find(name);
}
