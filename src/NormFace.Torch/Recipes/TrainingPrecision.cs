using System.Text.Json.Serialization;
using NormFace.Native;

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

    /// <summary>Products in bfloat16, whatever it costs.</summary>
    [JsonStringEnumMemberName("bfloat16")]
    Mixed,

    /// <summary>bfloat16 where the processor or the GPU computes it, else float32.</summary>
    Fastest,
}

/// <summary>Decides a precision for a device.</summary>
internal static class TrainingPrecisionChoice
{
    /// <summary>Whether the network runs in bfloat16 on a device.</summary>
    public static bool IsBFloat16(this TrainingPrecision precision, TorchSharp.DeviceType device) => precision switch
    {
        TrainingPrecision.Mixed => true,
        TrainingPrecision.Fastest => device != TorchSharp.DeviceType.CPU || ProcessorUnits.ComputeBFloat16,
        _ => false,
    };
}
