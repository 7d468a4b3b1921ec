using NormFace.Losses;

namespace NormFace.Recipes;

/// <summary>One loss of a recipe: its name, its weight in the sum, and how to make it for a number of classes.</summary>
public sealed class LossRecipe
{
    private readonly Func<int, int, EmbeddingLoss> create;

    private LossRecipe(string name, double weight, Func<int, int, EmbeddingLoss> create)
    {
        (Name, Weight) = (name, weight);
        this.create = create;
    }

    /// <summary>Every name a recipe may use.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. LossReaders.ByName.Keys];

    /// <summary>Name of the loss.</summary>
    public string Name { get; }

    /// <summary>Weight in the sum of losses, at least 0.</summary>
    public double Weight { get; }

    /// <summary>Makes the loss.</summary>
    /// <param name="classCount">Identities, at least 1.</param>
    /// <param name="featureSize">Values of a feature, at least 1.</param>
    /// <returns>The loss with fresh agents, drawn from the recipe's seed.</returns>
    public EmbeddingLoss Create(int classCount, int featureSize) => create(classCount, featureSize);

    /// <summary>Makes one loss of all parts of a recipe.</summary>
    /// <param name="parts">The parts, at least one.</param>
    /// <param name="classCount">Identities, at least 1.</param>
    /// <param name="featureSize">Values of a feature, at least 1.</param>
    /// <returns>The loss, or the weighted sum.</returns>
    public static EmbeddingLoss Create(IReadOnlyList<LossRecipe> parts, int classCount, int featureSize)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts is [{ Weight: 1 } only]
            ? only.Create(classCount, featureSize)
            : new JointLoss([.. parts.Select(part => new JointPart(part.Create(classCount, featureSize), part.Weight))]);
    }

    internal static LossRecipe Read(RecipeFields fields, long seed)
    {
        var name = fields.OneOf("name", Names);
        var weight = fields.Number("weight", 0, 1e6, 1);
        var create = LossReaders.ByName[name](fields, seed);
        fields.Finish();
        return new LossRecipe(name, weight, create);
    }
}
