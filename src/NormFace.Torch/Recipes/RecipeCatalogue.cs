using System.Text.Json.Nodes;
using NormFace.Datasets;
using NormFace.Distillation;
using NormFace.Extraction;
using NormFace.Losses;
using NormFace.Networks;

namespace NormFace.Recipes;

/// <summary>What a recipe may name. Immutable: every addition is a new catalogue.</summary>
/// <example>
/// A loss, a network and a form of pictures from another assembly:
/// <code>
/// var catalogue = RecipeCatalogue.Default.WithLoss("circle", (CircleOptions options) => new CircleLoss(options)) with
/// {
///     Networks = NetworkCatalogue.Default.With(new TinyNetwork()),
///     Pictures = PictureSourceCatalogue.Default.With(format),
/// };
/// var recipe = RecipeFile.Read("recipe.json", catalogue: catalogue);
/// </code>
/// </example>
public sealed record RecipeCatalogue
{
    /// <summary>What comes with the library.</summary>
    public static RecipeCatalogue Default { get; } = new();

    /// <summary>The losses.</summary>
    public LossCatalogue Losses { get; init; } = LossCatalogue.Default;

    /// <summary>The networks.</summary>
    public NetworkCatalogue Networks { get; init; } = NetworkCatalogue.Default;

    /// <summary>The forms in which pictures at a path may be kept.</summary>
    public PictureSourceCatalogue Pictures { get; init; } = PictureSourceCatalogue.Default;

    /// <summary>
    /// Opens the model that a recipe names as teacher; default: model files, computed by libtorch. What it gives is
    /// disposed where it can be.
    /// </summary>
    public Func<string, IEmbeddingNetwork> OpenTeacher { get; init; } = path => new TorchTeacher(path);

    /// <summary>The sources that <see cref="WithSource"/> added.</summary>
    internal IReadOnlyList<MadeSource> Sources { get; init; } = [];

    /// <summary>The same catalogue with one more loss.</summary>
    /// <typeparam name="TOptions">
    /// The options, which are its section of a recipe: ranges, keys and defaults stand at their properties.
    /// </typeparam>
    /// <param name="name">Name of the loss, such as <c>my-loss</c>.</param>
    /// <param name="create">Makes it for a class count <c>C</c>, a feature size <c>D</c> and its options.</param>
    /// <returns>The catalogue.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public RecipeCatalogue WithLoss<TOptions>(string name, Func<int, int, TOptions, EmbeddingLoss> create)
        where TOptions : LossOptions, new() => this with { Losses = Losses.With(name, create) };

    /// <summary>The same catalogue with one more kind of source, which needs no path.</summary>
    /// <typeparam name="TOptions">The options, which are its section of a recipe.</typeparam>
    /// <param name="key">Key of the section in a source, such as <c>synthetic</c>.</param>
    /// <param name="open">Opens the source. The training disposes it.</param>
    /// <returns>The catalogue.</returns>
    /// <exception cref="ArgumentException">The key is empty or taken.</exception>
    public RecipeCatalogue WithSource<TOptions>(string key, Func<TOptions, PictureSource> open)
        where TOptions : class
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(open);
        if (SourceRecipe.Keys.Concat(Sources.Select(made => made.Key)).Contains(key))
        {
            throw new ArgumentException($"A source already has a key '{key}'.", nameof(key));
        }

        return this with { Sources = [.. Sources, new(key, typeof(TOptions), options => open((TOptions)options))] };
    }

    /// <summary>Reads the sections whose name says what is in them.</summary>
    internal object? Read(Type type, JsonObject section, string path) =>
        type == typeof(LossRecipe) ? LossRecipe.Read(section, path, Losses)
        : type == typeof(NetworkRecipe) ? NetworkRecipe.Read(section, path, Networks)
        : type == typeof(OptimizerRecipe) ? OptimizerRecipe.Read(section, path)
        : type == typeof(SourceRecipe) ? SourceRecipe.Read(section, path, Sources)
        : null;
}
