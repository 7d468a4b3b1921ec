using System.Text.Json.Nodes;

namespace NormFace.Recipes;

/// <summary>The network part of a recipe.</summary>
/// <param name="Name">Name in the catalogue; null where the start model says it.</param>
/// <param name="Options">Options of that network, as its own reader wants them, or null for its defaults.</param>
/// <param name="Start">A model file to fine-tune from, or null to start from nothing.</param>
/// <param name="RateFactor">Factor on the learning rate of the whole network, at least 0; 0 freezes it.</param>
public sealed record NetworkRecipe(string? Name, JsonObject? Options, string? Start, double RateFactor)
{
    internal static NetworkRecipe Read(RecipeFields fields)
    {
        var start = fields.Has("start") ? fields.Text("start") : null;
        var network = new NetworkRecipe(
            fields.Has("name") || start is null ? fields.Text("name") : null,
            fields.Raw("options"),
            start,
            fields.Number("rate", 0, 1e6, 1));
        fields.Finish();
        return start is not null && network.Options is not null
            ? throw new RecipeException(fields.Key("options"), "must be left out where start is given: the start model brings its own.")
            : network;
    }
}
