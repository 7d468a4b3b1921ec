using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace NormFace.Recipes;

/// <summary>Drawn identities: no data needed.</summary>
public sealed record SyntheticRecipe
{
    /// <summary>Number of people.</summary>
    [Range(1, 1_000_000)]
    public required int Identities { get; init; }

    /// <summary>Pictures of each.</summary>
    [Range(1, 100_000)]
    public required int Pictures { get; init; }

    /// <summary>Number of the first person: different ranges are different people.</summary>
    [JsonPropertyName("first"), Range(0, 1_000_000)]
    public int FirstIdentity { get; init; }

    /// <summary>Seed of the drawing.</summary>
    public int Seed { get; init; } = 1;
}
