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

    /// <summary>Every section that a recipe may hold.</summary>
    /// <param name="catalogue">What the recipe may name.</param>
    /// <returns>
    /// The recipe itself with the sections that are always the same, then losses, networks, optimisers and sources.
    /// </returns>
    public static IReadOnlyList<RecipeSection> All(RecipeCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return
        [
            new("", null, typeof(Recipe)),
            new("loss", null, typeof(LossRecipe.Shared)),
            .. catalogue.Losses.Names.Select(name => new RecipeSection("loss", name, catalogue.Losses.OptionsOf(name))),
            .. catalogue.Networks.All.Select(one => new RecipeSection("network.options", one.Name, one.OptionsType)),
            .. OptimizerRecipe.OptionsByName.Select(rule => new RecipeSection("optimizer", rule.Key, rule.Value)),
            .. catalogue.Sources.Select(made => new RecipeSection("data.sources", made.Key, made.Options)),
        ];
    }
}
