using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using NormFace.Losses;
using NormFace.Settings;

namespace NormFace.Recipes;

/// <summary>One loss of a recipe: its name, its weight in the sum, and its options.</summary>
internal sealed class LossRecipe
{
    private const string WeightKey = "weight";

    private readonly LossCatalogue catalogue;

    private LossRecipe(string name, double weight, LossOptions options, LossCatalogue catalogue)
    {
        (Name, Weight, Options) = (name, weight, options);
        this.catalogue = catalogue;
    }

    /// <summary>Name of the loss.</summary>
    public string Name { get; }

    /// <summary>Weight in the sum of losses.</summary>
    public double Weight { get; }

    /// <summary>Its options.</summary>
    public LossOptions Options { get; }

    /// <summary>Makes one loss of all parts of a recipe.</summary>
    /// <param name="parts">The parts, at least one.</param>
    /// <param name="classCount">Identities, at least 1.</param>
    /// <param name="featureSize">Values of a feature, at least 1.</param>
    /// <param name="seed">Seed of agents whose options name none.</param>
    /// <param name="ignoreLabel">Label of rows without an identity; null if there are none.</param>
    /// <returns>The loss, or the weighted sum.</returns>
    /// <exception cref="ArgumentException">There is no part, or one cannot be made for so many classes.</exception>
    public static EmbeddingLoss Create(
        IReadOnlyList<LossRecipe> parts, int classCount, int featureSize, long seed = 0, long? ignoreLabel = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts is [{ Weight: 1 } only] ? Create(only) : new JointLoss(
            [.. parts.Select(part => new JointPart(Create(part), part.Weight))]);

        EmbeddingLoss Create(LossRecipe part) =>
            part.catalogue.Create(part.Name, classCount, featureSize, Seeded(part.Options with
            {
                IgnoreLabel = part.Options.IgnoreLabel ?? ignoreLabel,
            }, seed));
    }

    internal static LossRecipe Read(JsonObject section, string path, LossCatalogue catalogue)
    {
        var name = NamedSection.NameOf(section, path, catalogue.Names);
        string[] others = [.. section.Select(entry => entry.Key)];
        var shared = (Shared)OptionsSection.Read(typeof(Shared), section, path, others);
        var options = OptionsSection.Read(catalogue.OptionsOf(name), section, path, NamedSection.NameKey, WeightKey);
        return new LossRecipe(name, shared.Weight, (LossOptions)options, catalogue);
    }

    private static LossOptions Seeded(LossOptions options, long seed) =>
        options is AgentLossOptions { Agents: var agents } own
            ? own with { Agents = agents with { Seed = agents.Seed ?? seed } }
            : options;

    /// <summary>What every loss of a recipe has.</summary>
    internal sealed record Shared
    {
        /// <summary>Weight in the sum of losses.</summary>
        [Range(0, double.MaxValue)]
        public double Weight { get; init; } = 1;
    }
}
