using System.Text.Json.Serialization;

namespace NormFace.Agents;

/// <summary>How class agents are kept on the unit sphere.</summary>
public enum AgentMode
{
    /// <summary>
    /// A free parameter, projected on use, with the exact gradient through the projection. Its length grows with every
    /// plain step, so weight decay belongs to it (see <see cref="Theory.NormGrowth"/>).
    /// </summary>
    Projected,

    /// <summary>
    /// The parameter itself is rescaled to unit length before each use, and the gradient is that of the unit row
    /// without tangent projection, as the released InnerProduct layer has it. Decay then does nothing.
    /// </summary>
    [JsonStringEnumMemberName("in-place")]
    RenormalizedInPlace,
}
