using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace NormFace.Recipes;

/// <summary>People kept out of training, on whom the network is measured while it trains.</summary>
internal sealed record HoldOutRecipe
{
    /// <summary>Share of the identities to keep out, at least two with two pictures each.</summary>
    [Range(0, 0.9, MinimumIsExclusive = true)]
    public required double Share { get; init; }

    /// <summary>Steps between measurements; the last is the end of the run.</summary>
    [Range(1, 1_000_000_000)]
    public int Every { get; init; } = 500;

    /// <summary>False match rate at which the true accept rate is measured.</summary>
    [JsonPropertyName("fmr"), Range(0, 1, MinimumIsExclusive = true)]
    public double FalseMatchRate { get; init; } = 0.01;

    /// <summary>Pictures to measure on at most.</summary>
    [JsonPropertyName("pictures"), Range(4, 10_000)]
    public int MostPictures { get; init; } = 2000;
}
