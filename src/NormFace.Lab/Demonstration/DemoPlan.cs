using System.Text.Json.Nodes;
using NormFace.Recipes;
using NormFace.Synthesis;

namespace NormFace.Demonstration;

/// <summary>What the demo draws and how it trains: small enough for minutes on two processors.</summary>
/// <param name="Seed">Seed of drawings and training.</param>
/// <param name="Steps">Training steps of each head, at least 1.</param>
public sealed record DemoPlan(int Seed, int Steps)
{
    /// <summary>Identities to train on.</summary>
    public const int TrainedIdentities = 120;

    /// <summary>Pictures of each.</summary>
    public const int PicturesPerIdentity = 20;

    /// <summary>Other identities, to verify.</summary>
    public const int UnseenIdentities = 60;

    /// <summary>Pictures of each of those.</summary>
    public const int UnseenPictures = 8;
    internal const int FirstUnseen = 5000; // far from the trained ones

    private const string Text = """
        {
          "name": "demo", "licence": "none needed: nothing but drawings",
          "data": {
            "sources": [],
            "contract": { "width": 48, "height": 56, "template": "drawn" },
            "augmentation": { "mirror": true, "jitter": 2 }
          },
          "network": { "name": "compact", "options": { "width": 0.5, "featureSize": 64 } },
          "schedule": { "rate": 0.05, "shape": "cosine", "warmUp": 20 },
          "run": { "batch": 64, "logEvery": 10, "checkpointEvery": 1000000 }
        }
        """;

    /// <summary>The recipe of a head; all heads share all but the loss.</summary>
    internal Recipe RecipeFor(DemoHead head)
    {
        var source = (JsonObject)JsonNode.Parse(Text)!;
        source["name"] = $"demo: {head.Name}";
        source["seed"] = Seed;
        source["loss"] = JsonNode.Parse(head.Loss);
        source["data"]!["sources"] = new JsonArray(new JsonObject
        {
            ["synthetic"] = new JsonObject
            {
                ["identities"] = TrainedIdentities,
                ["pictures"] = PicturesPerIdentity,
                ["seed"] = Seed,
            },
        });
        source["run"]!["steps"] = Steps;
        return Recipe.Read(source, ".", LabRecipes.Catalogue);
    }
}
