using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NormFace.Preparation;

namespace NormFace.Recipes;

/// <summary>The data part of a recipe: sources with one pixel contract.</summary>
internal sealed record DataRecipe
{
    /// <summary>The sources, one or a list.</summary>
    [Length(1, int.MaxValue)]
    public required IReadOnlyList<SourceRecipe> Sources { get; init; }

    /// <summary>Identities with fewer pictures over all sources are excluded.</summary>
    [JsonPropertyName("minimumPictures"), Range(1, 1_000_000)]
    public int MinPictures { get; init; } = 1;

    /// <summary>Pixels that the network expects; default: the network's contract.</summary>
    public ContractRecipe? Contract { get; init; }

    /// <summary>Augmentation of the pictures.</summary>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>Whether the first unreadable picture stops the run.</summary>
    [JsonPropertyName("strict")]
    public bool IsStrict { get; init; }

    /// <summary>Largest share of unreadable pictures that are skipped; not used where <c>strict</c> is set.</summary>
    [Range(0.0, 1.0)]
    public double UnreadableShare { get; init; } = 0.01;

    /// <summary>Cache of decoded pictures, in MiB; 0 disables it.</summary>
    [Range(0, 1_000_000)]
    public int CacheMegabytes { get; init; } = 1024;
}
