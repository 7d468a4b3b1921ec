using NormFace.Settings;

namespace NormFace.Recipes;

/// <summary>A section that recipes may hold, with its settings.</summary>
/// <param name="Path">Dotted key of the section; empty for the recipe itself.</param>
/// <param name="Name">
/// The <c>name</c> (of a loss, network or optimiser) or key (of a source) that selects these settings; null for a
/// section that is always the same.
/// </param>
/// <param name="Options">Type that describes the settings.</param>
public sealed record RecipeSection(string Path, string? Name, Type Options)
{
    /// <summary>The settings, nested ones included, in the order of declaration.</summary>
    public IReadOnlyList<SettingDescription> Settings { get; } = OptionsSection.Describe(Options);
}
