using System.Text.Json.Serialization;

namespace NormFace.Networks;

/// <summary>Activation of a hidden layer.</summary>
public enum HiddenActivation
{
    /// <summary>PReLU, with a learned slope for each value.</summary>
    [JsonStringEnumMemberName("prelu")]
    PRelu,

    /// <summary>ReLU.</summary>
    [JsonStringEnumMemberName("relu")]
    Relu,
}
