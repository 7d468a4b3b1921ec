using NormFace.Backbones;
using NormFace.Embeddings;
using NormFace.Networks;
using NormFace.Recipes;
using NormFace.Settings;

namespace NormFace.Training;

/// <summary>The sources of a recipe that hold features: their files, and what a recipe may say of them.</summary>
internal static class FeatureData
{
    /// <summary>Whether a source holds features: by the ending of its path, unless pictures of that form are
    /// known.</summary>
    public static bool IsAt(Recipe recipe, SourceRecipe source) =>
        source.Path is { } path
        && FeatureSource.IsAt(path)
        && recipe.Resolve(path) is var place
        && !recipe.Catalogue.Pictures.Formats.Any(format => Path.Exists(place) && format.Recognises(place));

    /// <summary>Settings of a network with the length of the rows of a recipe, unless the recipe states it.</summary>
    /// <exception cref="SettingException">The first source holds no features, or cannot be read as such.</exception>
    public static NumberOptions Sized(Recipe recipe, NumberOptions options)
    {
        if (recipe.Network?.Options?.ContainsKey("inputSize") == true)
        {
            return options;
        }

        var source = recipe.Data.Sources[0];
        RequireFeatures(recipe, source, recipe.Network?.Name ?? "the network");
        return options with
        {
            InputSize = Read(() => FeatureSource.SizeAt(recipe.Existing(source.Path!, "data.sources.path"))),
        };
    }

    /// <summary>Opens a source.</summary>
    /// <exception cref="SettingException">It holds no features, they do not fit the network, or the recipe speaks of
    /// pixels.</exception>
    public static FeatureSource Open(Recipe recipe, SourceRecipe source, Backbone network)
    {
        RequireFeatures(recipe, source, network.Name);
        RequireNoPixels(recipe, source);
        var opened = Read(() => FeatureSource.Open(
            recipe.Existing(source.Path!, "data.sources.path"),
            source.Labels is { } labels ? recipe.Existing(labels, "data.sources.labels") : null,
            source.Names is { } names ? recipe.Existing(names, "data.sources.names") : null));
        if (opened.Size == network.Channels)
        {
            return opened;
        }

        opened.Dispose();
        throw new SettingException(
            "data.sources",
            FormattableString.Invariant($"must hold rows of {network.Channels} numbers for this {network.Name}, but ")
            + FormattableString.Invariant($"{source.Path} holds rows of {opened.Size}. Set ")
            + "network.options.inputSize, or embed all sources alike.");
    }

    private static void RequireFeatures(Recipe recipe, SourceRecipe source, string network)
    {
        if (!IsAt(recipe, source))
        {
            throw new SettingException(
                "data.sources",
                $"must hold features, .npy or .safetensors, for {network}, but {source.Path ?? "one"} holds pictures. "
                + "Embed them first with 'normface embed', or choose a network of pictures.");
        }
    }

    private static void RequireNoPixels(Recipe recipe, SourceRecipe source)
    {
        var about = source.Crop is not null ? "data.sources.crop"
            : recipe.Data.Contract is not null ? "data.contract"
            : recipe.Source["data"]?["augmentation"] is not null ? "data.augmentation"
            : null;
        if (about is not null)
        {
            throw new SettingException(about, "must be omitted for sources of features, because it is about pixels.");
        }
    }

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException error)
        {
            throw new SettingException("data.sources", $"cannot be read: {error.Message}");
        }
    }
}
