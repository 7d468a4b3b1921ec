using NormFace.Pictures;

namespace NormFace.Recipes;

/// <summary>One source of pictures in a recipe.</summary>
public sealed record SourceRecipe
{
    private static readonly string[] Kinds = ["path", "synthetic"];

    /// <summary>Where the pictures are; null for drawn ones. Relative to the recipe's folder, or, where nothing is there, to the current one.</summary>
    public string? Path { get; private init; }

    /// <summary>Drawn identities instead of pictures from a path, or null.</summary>
    public SyntheticRecipe? Synthetic { get; private init; }

    /// <summary>Where the template lies in these pictures; null for the contract's own crop.</summary>
    public PictureCrop? Crop { get; private init; }

    /// <summary>Put before each identity; sources of one prefix share identities of one name. Null keeps the source apart from all others.</summary>
    public string? Prefix { get; private init; }

    /// <summary>Lists of identities to leave out.</summary>
    public IReadOnlyList<IdentityListRecipe> Excluded { get; private init; } = [];

    internal static SourceRecipe Read(RecipeFields fields)
    {
        if (Kinds.Count(fields.Has) != 1)
        {
            throw new RecipeException(fields.Path, "must hold exactly one of path and synthetic.");
        }

        var source = new SourceRecipe
        {
            Path = fields.Has("path") ? fields.Text("path") : null,
            Synthetic = fields.Section("synthetic") is { } drawn ? SyntheticRecipe.Read(drawn) : null,
            Crop = ReadCrop(fields, "crop"),
            Prefix = fields.Has("prefix") ? fields.Text("prefix") : null,
            Excluded = [.. fields.Sections("exclude").Select(IdentityListRecipe.Read)],
        };
        fields.Finish();
        return source;
    }

    // "crop": { "canvas": [112, 112], "columns": [0, 95], "rows": [0, 111] }, first and last, counted from 0.
    internal static PictureCrop? ReadCrop(RecipeFields fields, string key)
    {
        if (fields.Section(key) is not { } crop)
        {
            return null;
        }

        var (canvas, columns, rows) = (crop.Wholes("canvas", 2), crop.Wholes("columns", 2), crop.Wholes("rows", 2));
        crop.Finish();
        try
        {
            return PictureCrop.FromRanges(canvas, columns, rows);
        }
        catch (ArgumentException error)
        {
            throw new RecipeException(crop.Path, $"must be a rectangle inside its canvas: {error.Message}");
        }
    }
}
