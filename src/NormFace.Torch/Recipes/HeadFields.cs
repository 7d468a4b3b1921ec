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

        var options = new ScaleOptions
        {
            Fixed = scale.Has("fixed") ? scale.Number("fixed", 0, 1e6, isLowestAllowed: false) : null,
            Learned = scale.Has("learned") ? scale.Number("learned", 0, 1e6, isLowestAllowed: false) : null,
            Floor = scale.Has("floor") ? scale.Number("floor", 0, 100, isLowestAllowed: false) : null,
            Min = scale.Number("minimum", 0, 1e6, 0.01, isLowestAllowed: false),
            Max = scale.Has("maximum") ? scale.Number("maximum", 0, 1e6, isLowestAllowed: false) : null,
            LearningRateFactor = scale.Number("rate", 0, 1e6, 1),
        };
        scale.Finish();
        return options;
    }
}
