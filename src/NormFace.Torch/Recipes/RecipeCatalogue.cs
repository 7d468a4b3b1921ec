using System.Text.Json.Nodes;
using NormFace.Losses;

namespace NormFace.Recipes;

/// <summary>What a recipe may name. Immutable: every addition is a new catalogue.</summary>
public sealed record RecipeCatalogue
{
    /// <summary>What comes with the library.</summary>
    public static RecipeCatalogue Default { get; } = new();

    /// <summary>The losses.</summary>
    public LossCatalogue Losses { get; init; } = LossCatalogue.Default;

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

    /// <summary>Reads the sections whose name says what is in them.</summary>
    internal object? Read(Type type, JsonObject section, string path) =>
        type == typeof(LossRecipe) ? LossRecipe.Read(section, path, Losses)
        : type == typeof(OptimizerRecipe) ? OptimizerRecipe.Read(section, path)
        : null;
}
