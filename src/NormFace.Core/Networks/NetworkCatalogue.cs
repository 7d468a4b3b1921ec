using NormFace.Settings;

namespace NormFace.Networks;

/// <summary>Networks by name, for recipes, command lines and model files. Immutable.</summary>
public sealed class NetworkCatalogue
{
    private NetworkCatalogue(IReadOnlyList<NetworkDefinition> all) => All = all;

    /// <summary>The networks that come with the library, the paper's first.</summary>
    public static NetworkCatalogue Default { get; } = new(
    [
        new WenResNet(), new LightCnn(), new LeNetPlusPlus(), new LeNet(), new Compact(), new MobileFaceNet(),
        new IResNet(18, 2, 2, 2, 2), new IResNet(34, 3, 4, 6, 3),
        new IResNet(50, 3, 4, 14, 3), new IResNet(100, 3, 13, 30, 3),
    ]);

    /// <summary>The networks, in the order in which they were added.</summary>
    public IReadOnlyList<NetworkDefinition> All { get; }

    /// <summary>A catalogue with further networks.</summary>
    /// <param name="definitions">The networks.</param>
    /// <returns>A new catalogue; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">A name is taken; it is named.</exception>
    public NetworkCatalogue With(params IReadOnlyList<NetworkDefinition> definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        NetworkDefinition[] all = [.. All, .. definitions];
        var names = all.CountBy(definition => definition.Name, StringComparer.Ordinal);
        return names.FirstOrDefault(count => count.Value > 1).Key is { } twice
            ? throw new ArgumentException($"Networks must have different names, but two are '{twice}'.")
            : new NetworkCatalogue(all);
    }

    /// <summary>Finds a network.</summary>
    /// <param name="name">Its name, in small letters.</param>
    /// <returns>The network.</returns>
    /// <exception cref="ArgumentException">There is no member of that name; the message lists the names.</exception>
    public NetworkDefinition Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var names = All.Select(definition => definition.Name);
        return All.FirstOrDefault(definition => definition.Name == name) ?? throw new ArgumentException(
            $"The network must be one of {string.Join(", ", names)}, but was '{name}'.{Suggestion.For(name, names)}",
            nameof(name));
    }
}
