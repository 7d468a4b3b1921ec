using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NormFace.Geometry;

namespace NormFace.Agents;

/// <summary>Settings of a set of class agents.</summary>
public sealed record AgentOptions
{
    /// <summary>How agents are kept on the sphere.</summary>
    public AgentMode Mode { get; init; }

    /// <summary>ε inside the root of an agent's length.</summary>
    [Range(0, double.MaxValue)]
    public double Epsilon { get; init; } = Hypersphere.DefaultEpsilon;

    /// <summary>Seed of the initial directions; default: the recipe's seed, or 0 outside a recipe.</summary>
    public long? Seed { get; init; }

    /// <summary>
    /// Factor on the base learning rate; default, as in the release: 100 if rows are rescaled in place, else 1.
    /// </summary>
    [JsonPropertyName("rate"), Range(0, double.MaxValue)]
    public double? LearningRateFactor { get; init; }

    /// <summary>
    /// Factor on the base weight decay; default: 0 if rows are rescaled in place and for the centres of center loss,
    /// else 1.
    /// </summary>
    [JsonPropertyName("decay"), Range(0, double.MaxValue)]
    public double? DecayFactor { get; init; }
}
