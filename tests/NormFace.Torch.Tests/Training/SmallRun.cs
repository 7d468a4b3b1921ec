using System.Text.Json.Nodes;
using NormFace.Recipes;

namespace NormFace.Training;

/// <summary>A recipe of a run of seconds, on drawn identities.</summary>
internal static class SmallRun
{
    private const string Text = """
        {
          "name": "small", "seed": 3, "licence": "none needed",
          "data": {
            "sources": [{ "synthetic": { "identities": 12, "pictures": 6 } }],
            "contract": { "width": 16, "height": 16, "template": "drawn", "crop": { "canvas": [48, 56], "columns": [0, 47], "rows": [0, 55] } },
            "augmentation": { "mirror": true, "jitter": 1 }
          },
          "network": { "name": "compact", "options": { "width": 0.25, "featureSize": 16 } },
          "loss": { "name": "normalized-softmax", "scale": { "learned": 10 } },
          "schedule": { "rate": 0.05, "shape": "cosine", "warmUp": 2 },
          "run": { "steps": 20, "batch": 8, "logEvery": 5, "checkpointEvery": 5 }
        }
        """;

    /// <summary>The recipe with changes.</summary>
    public static Recipe Recipe(params string[] changes)
    {
        var source = (JsonObject)JsonNode.Parse(Text)!;
        foreach (var change in changes)
        {
            RecipeFile.Apply(source, change);
        }

        return Recipes.Recipe.Read(source, ".", Synthesis.LabRecipes.Catalogue);
    }
}
