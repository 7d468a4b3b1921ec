using NormFace.Optimization;

namespace NormFace.Recipes;

/// <summary>The optimiser part of a recipe.</summary>
public sealed class OptimizerRecipe
{
    private readonly Func<IEnumerable<ParameterGroup>, Optimizer> create;

    private OptimizerRecipe(string name, Func<IEnumerable<ParameterGroup>, Optimizer> create)
    {
        Name = name;
        this.create = create;
    }

    /// <summary>Name of the rule.</summary>
    public string Name { get; }

    /// <summary>Makes the optimiser.</summary>
    /// <param name="parameters">What learns.</param>
    /// <returns>The optimiser at rest.</returns>
    public Optimizer Create(IEnumerable<ParameterGroup> parameters) => create(parameters);

    internal static OptimizerRecipe Read(RecipeFields fields)
    {
        var name = fields.OneOf("name", ["sgd", "adamw"], "sgd");
        Func<IEnumerable<ParameterGroup>, Optimizer> create;
        if (name == "adamw")
        {
            var options = new AdamWOptions
            {
                Decay = fields.Number("decay", 0, 10, 0.01),
                MeanRetention = fields.Number("meanRetention", 0, 0.999999, 0.9),
                SquareRetention = fields.Number("squareRetention", 0, 0.999999, 0.999),
            };
            create = parameters => new FusedAdamW(parameters, options);
        }
        else
        {
            var (momentum, decay) = (fields.Number("momentum", 0, 0.9999, 0.9), fields.Number("decay", 0, 10, 5e-4));
            create = parameters => new CaffeSgd(parameters, momentum, decay);
        }

        fields.Finish();
        return new OptimizerRecipe(name, create);
    }
}
