using NormFace.Geometry;

namespace NormFace.Agents;

/// <summary>Settings of a set of class agents.</summary>
public sealed record AgentOptions
{
    /// <summary>How the agents are kept on the sphere.</summary>
    /// <value><see cref="AgentMode.Projected"/> unless set.</value>
    public AgentMode Mode { get; init; } = AgentMode.Projected;

    /// <summary>ε inside the root of an agent's length; finite, at least 0.</summary>
    /// <value><see cref="Hypersphere.DefaultEpsilon"/> unless set.</value>
    public double Epsilon { get; init; } = Hypersphere.DefaultEpsilon;

    /// <summary>Seed of the initial directions; equal seeds give equal agents.</summary>
    /// <value>0 unless set.</value>
    public long Seed { get; init; }

    /// <summary>Factor on the base learning rate.</summary>
    /// <value>Null, for the release's value: 100 where rows are renormalised in place, else 1.</value>
    public double? LearningRateFactor { get; init; }

    /// <summary>Factor on the base weight decay.</summary>
    /// <value>Null, for the release's value: 0 where rows are renormalised in place, else 1.</value>
    public double? DecayFactor { get; init; }
}
