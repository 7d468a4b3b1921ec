namespace NormFace.Backbones;

/// <summary>Registers layers under names of a network's choice, where these are no names for fields.</summary>
internal static class NamedLayers
{
    /// <summary>Registers a layer and gives it back.</summary>
    public static T Named<T>(this Module network, string name, T layer)
        where T : Module
    {
        network.register_module(name, layer);
        return layer;
    }
}
