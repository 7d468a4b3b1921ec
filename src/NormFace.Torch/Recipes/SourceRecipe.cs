using System.Text.Json.Serialization;
using NormFace.Settings;

namespace NormFace.Recipes;

/// <summary>One source of pictures in a recipe: a <see cref="Path"/>, or drawn people.</summary>
public sealed record SourceRecipe : IValidatedOptions
{
    /// <summary>
    /// Folder, <c>.zip</c>, <c>.tar</c>, record file, list, or folder of MNIST's idx files. Relative to the recipe's
    /// folder, or, where nothing is there, to the current one.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>Drawn identities instead of pictures from a path.</summary>
    public SyntheticRecipe? Synthetic { get; init; }

    /// <summary>Where the template lies in these pictures; the contract's own crop unless set.</summary>
    public CropRecipe? Crop { get; init; }

    /// <summary>
    /// Put before each identity: sources of one prefix share identities of one name. Unless set, the source stands
    /// apart from all others.
    /// </summary>
    public string? Prefix { get; init; }

    /// <summary>Lists of identities to leave out.</summary>
    [JsonPropertyName("exclude")]
    public IReadOnlyList<IdentityListRecipe> Excluded { get; init; } = [];

    /// <inheritdoc />
    public void Validate()
    {
        if ((Path is null) == (Synthetic is null))
        {
            throw new SettingException("", "must hold exactly one of path and synthetic.");
        }
    }
}
