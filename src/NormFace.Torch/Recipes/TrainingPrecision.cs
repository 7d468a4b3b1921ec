using System.Text.Json.Serialization;

namespace NormFace.Recipes;

/// <summary>
/// In what numbers the network is computed in training; weights, sums and the loss are float32 in any case.
/// </summary>
internal enum TrainingPrecision
{
    /// <summary>
    /// float32, everywhere. On an NVIDIA GPU libtorch computes float32 convolutions in TF32, with ten bits of mantissa,
    /// unless <c>torch.backends.cudnn.allow_tf32</c> is set to false.
    /// </summary>
    [JsonStringEnumMemberName("float32")]
    Full,

    /// <summary>Products in bfloat16, even where that is slower.</summary>
    [JsonStringEnumMemberName("bfloat16")]
    Mixed,

    /// <summary>bfloat16 where a trial before the first step finds it faster, else float32.</summary>
    Fastest,
}
