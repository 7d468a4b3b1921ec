using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using NormFace.Layers;
using NormFace.Settings;

namespace NormFace.Networks;

/// <summary>A network by name: its settings, and its plan for any of them. Derive from
/// <see cref="NetworkDefinition{TOptions}"/>.</summary>
public abstract class NetworkDefinition : INamed
{
    private protected NetworkDefinition(string name, string description)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        (Name, Description) = (name, description);
    }

    /// <summary>Name to ask for it by, and the one that recipes and model files hold.</summary>
    public string Name { get; }

    /// <summary>One line for people.</summary>
    public string Description { get; }

    /// <summary>Type of its settings.</summary>
    [DynamicallyAccessedMembers(SettingMembers.Kept)]
    public abstract Type OptionsType { get; }

    /// <summary>Its settings with every default.</summary>
    public abstract NetworkOptions Defaults { get; }

    /// <summary>Reads settings strictly.</summary>
    /// <param name="section">The settings as JSON; what is left out has its default.</param>
    /// <param name="path">Dotted key of the section, for messages; empty for the root.</param>
    /// <returns>The settings, each in its range.</returns>
    /// <exception cref="SettingException">A key is unknown, or a value of the wrong kind or out of range; it is
    /// named.</exception>
    public NetworkOptions ReadOptions(JsonObject section, string path = "") =>
        (NetworkOptions)OptionsSection.Read(OptionsType, section, path);

    /// <summary>The layers for some settings.</summary>
    /// <param name="options">The settings; the defaults if null.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">The settings are another network's, out of range, or leave nothing of the
    /// input.</exception>
    public abstract NetworkPlan PlanFor(NetworkOptions? options = null);
}
