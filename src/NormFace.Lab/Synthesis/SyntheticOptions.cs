using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace NormFace.Synthesis;

/// <summary>Drawn people as the source of a recipe: no data needed.</summary>
public sealed record SyntheticOptions
{
    /// <summary>Number of people.</summary>
    [Range(1, SyntheticSource.MaxIdentities)]
    public required int Identities { get; init; }

    /// <summary>Pictures of each.</summary>
    [Range(1, SyntheticSource.MaxPictures)]
    public required int Pictures { get; init; }

    /// <summary>Number of the first person; different ranges are different people.</summary>
    [JsonPropertyName("first"), Range(0, SyntheticSource.MaxIdentities)]
    public int FirstIdentity { get; init; }

    /// <summary>Seed of the drawing.</summary>
    public int Seed { get; init; } = 1;
}
