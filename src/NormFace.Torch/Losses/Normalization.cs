using System.Text.Json.Serialization;

namespace NormFace.Losses;

/// <summary>What is projected to the unit sphere before a softmax: the rows of the paper's Table 2.</summary>
public enum Normalization
{
    /// <summary>Features and agents: the paper's method.</summary>
    Both,

    /// <summary>Features only, with a scale.</summary>
    [JsonStringEnumMemberName("features")]
    FeaturesOnly,

    /// <summary>Agents only; no scale, as in the paper.</summary>
    [JsonStringEnumMemberName("agents")]
    AgentsOnly,

    /// <summary>Neither; no scale. For a bias and dropout see <see cref="SoftmaxLoss"/>.</summary>
    [JsonStringEnumMemberName("nothing")]
    Neither,
}
