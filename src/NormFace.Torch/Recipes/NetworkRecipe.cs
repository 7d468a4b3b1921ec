using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NormFace.Networks;
using NormFace.Settings;

namespace NormFace.Recipes;

/// <summary>The network part of a recipe.</summary>
internal sealed record NetworkRecipe : IValidatedOptions
{
    /// <summary>Name of the network; optional with a start model, which defines it.</summary>
    public string? Name { get; init; }

    /// <summary>Settings of that network; not allowed with a start model, which has its own.</summary>
    public JsonObject? Options { get; init; }

    /// <summary>A model file to fine-tune from.</summary>
    public string? Start { get; init; }

    /// <summary>Factor on the learning rate of the whole network; 0 freezes it.</summary>
    [JsonPropertyName("rate"), Range(0, double.MaxValue)]
    public double RateFactor { get; init; } = 1;

    /// <summary>The network of that name; null if a start model says it.</summary>
    [JsonIgnore]
    internal NetworkDefinition? Definition { get; init; }

    /// <summary>Its options, each in its range.</summary>
    [JsonIgnore]
    internal NetworkOptions? Settings { get; init; }

    /// <inheritdoc />
    public void Validate()
    {
        if (Start is null && Name is null)
        {
            throw new SettingException("name", "must be given: a text.");
        }

        if (Start is not null && Options is not null)
        {
            throw new SettingException("options", "must be omitted with start, because the start model has its own.");
        }
    }

    internal static NetworkRecipe Read(JsonObject section, string path, NetworkCatalogue catalogue)
    {
        var recipe = OptionsSection.Read<NetworkRecipe>(section, path);
        if (recipe.Name is null)
        {
            return recipe;
        }

        var name = NamedSection.NameOf(section, path, [.. catalogue.All.Select(network => network.Name)]);
        var definition = catalogue.Find(name);
        return recipe with
        {
            Definition = definition,
            Settings = definition.ReadOptions(recipe.Options ?? [], $"{path}.options"),
        };
    }
}
