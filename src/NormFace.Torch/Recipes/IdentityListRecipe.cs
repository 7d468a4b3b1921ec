using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace NormFace.Recipes;

/// <summary>A list of identities to leave out.</summary>
internal sealed record IdentityListRecipe
{
    /// <summary>A text file with one identity per line, or LFW's <c>people.txt</c>.</summary>
    [JsonPropertyName("list")]
    public required string Path { get; init; }

    /// <summary>
    /// The fold of <c>people.txt</c>, from 1; default: all folds, or a plain list.
    /// </summary>
    [Range(1, 1000)]
    public int? Fold { get; init; }
}
