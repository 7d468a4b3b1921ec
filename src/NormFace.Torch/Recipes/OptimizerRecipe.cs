using System.Text.Json.Nodes;
using NormFace.Optimization;
using NormFace.Settings;

namespace NormFace.Recipes;

/// <summary>The optimiser part of a recipe: the name of its rule, and the rule's options.</summary>
internal sealed class OptimizerRecipe
{
    private static readonly IReadOnlyList<Rule> Rules =
    [
        new("sgd", typeof(SgdOptions), (groups, options) => new CaffeSgd(groups, (SgdOptions)options)),
        new("adamw", typeof(AdamWOptions), (groups, options) => new FusedAdamW(groups, (AdamWOptions)options)),
    ];

    private readonly Rule rule;

    private OptimizerRecipe(Rule rule, object options) => (this.rule, Options) = (rule, options);

    /// <summary>Every name a recipe may use, and the type of its options.</summary>
    public static IReadOnlyDictionary<string, Type> OptionsByName { get; } =
        Rules.ToDictionary(rule => rule.Name, rule => rule.Options);

    /// <summary>Caffe's SGD with the paper's settings.</summary>
    public static OptimizerRecipe Default { get; } = new(Rules[0], new SgdOptions());

    /// <summary>Name of the rule.</summary>
    public string Name => rule.Name;

    /// <summary>Its options.</summary>
    public object Options { get; }

    /// <summary>Makes the optimiser.</summary>
    /// <param name="parameters">What learns.</param>
    /// <returns>The optimiser at rest.</returns>
    internal Optimizer Create(IEnumerable<ParameterGroup> parameters) => rule.Create(parameters, Options);

    internal static OptimizerRecipe Read(JsonObject section, string path)
    {
        var name = NamedSection.NameOf(section, path, [.. OptionsByName.Keys], Default.Name);
        var rule = Rules.First(rule => rule.Name == name);
        return new OptimizerRecipe(rule, OptionsSection.Read(rule.Options, section, path, NamedSection.NameKey));
    }

    private sealed record Rule(
        string Name, Type Options, Func<IEnumerable<ParameterGroup>, object, Optimizer> Create);
}
