using NormFace.Agents;
using NormFace.Scales;

namespace NormFace.Recipes;

/// <summary>Reads what many losses share: their agents and their scale.</summary>
internal static class HeadFields
{
    private static readonly string[] ScaleKinds = ["fixed", "learned", "floor"];

    /// <summary><c>"agents": { "mode": "in-place", "rate": 100, "decay": 0 }</c>.</summary>
    public static AgentOptions Agents(RecipeFields fields, long seed)
    {
        if (fields.Section("agents") is not { } agents)
        {
            return new AgentOptions { Seed = seed };
        }

        var options = new AgentOptions
        {
            Seed = seed,
            Mode = agents.OneOf("mode", ["projected", "in-place"], "projected") == "in-place" ? AgentMode.RenormalizedInPlace : AgentMode.Projected,
            LearningRateFactor = agents.Has("rate") ? agents.Number("rate", 0, 1e6) : null,
            DecayFactor = agents.Has("decay") ? agents.Number("decay", 0, 1e6) : null,
        };
        agents.Finish();
        return options;
    }

    /// <summary><c>"scale": { "fixed": 30 }</c>, <c>{ "learned": 10 }</c> or <c>{ "floor": 0.01 }</c>, with minimum, maximum and rate where wanted.</summary>
    public static ScaleOptions Scale(RecipeFields fields, ScaleOptions fallback)
    {
        if (fields.Section("scale") is not { } scale)
        {
            return fallback;
        }

        string[] kinds = [.. ScaleKinds.Where(scale.Has)];
        if (kinds.Length != 1)
        {
            throw new RecipeException(scale.Path, "must hold exactly one of fixed, learned and floor.");
        }

        var options = kinds[0] switch
        {
            "fixed" => ScaleOptions.Fixed(scale.Number("fixed", 0, 1e6, isLowestAllowed: false)),
            "learned" => ScaleOptions.Learned(scale.Number("learned", 0, 1e6, isLowestAllowed: false)),
            _ => ScaleOptions.ForFloor(scale.Number("floor", 0, 100, isLowestAllowed: false)),
        };
        options = options with
        {
            Minimum = scale.Number("minimum", 0, 1e6, options.Minimum, isLowestAllowed: false),
            Maximum = scale.Has("maximum") ? scale.Number("maximum", 0, 1e6, isLowestAllowed: false) : options.Maximum,
            LearningRateFactor = scale.Number("rate", 0, 1e6, options.LearningRateFactor),
        };
        scale.Finish();
        return options;
    }
}
