using System.ComponentModel.DataAnnotations;
using NormFace.Agents;
using NormFace.Geometry;

namespace NormFace.Losses;

/// <summary>Settings of every loss.</summary>
public record LossOptions
{
    /// <summary>Rows with this label are ignored: their loss is 0 and the mean does not count them.</summary>
    public long? IgnoreLabel { get; init; }

    /// <summary>ε inside the root of a feature's length.</summary>
    [Range(0, double.MaxValue)]
    public double FeatureEpsilon { get; init; } = Hypersphere.DefaultEpsilon;
}

/// <summary>Settings of every loss with class agents.</summary>
public record AgentLossOptions : LossOptions
{
    /// <summary>Storage and initialisation of the agents. Ignored if existing agents are passed in.</summary>
    public AgentOptions Agents { get; init; } = new();
}
