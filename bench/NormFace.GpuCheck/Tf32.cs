using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>Whether float32 products on the device may round their inputs to ten bits of mantissa. libtorch's default: in convolutions.</summary>
internal static class Tf32
{
    public static void Allow(bool isAllowed)
    {
        backends.cuda.matmul.allow_tf32 = isAllowed;
        backends.cudnn.allow_tf32 = isAllowed;
    }
}
