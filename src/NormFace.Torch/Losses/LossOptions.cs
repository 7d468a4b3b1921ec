using NormFace.Agents;

namespace NormFace.Losses;

/// <summary>Settings every loss with class agents has.</summary>
public record LossOptions
{
    /// <summary>How agents are kept and started. Ignored where existing agents are handed in.</summary>
    public AgentOptions Agents { get; init; } = new();

    /// <summary>Rows with this label take no part: their loss is 0 and the mean does not count them. None unless set.</summary>
    public long? IgnoreLabel { get; init; }

    /// <summary>ε inside the root of a feature's length; finite, at least 0.</summary>
    /// <value><see cref="Geometry.Hypersphere.DefaultEpsilon"/> unless set.</value>
    public double FeatureEpsilon { get; init; } = Geometry.Hypersphere.DefaultEpsilon;
}
