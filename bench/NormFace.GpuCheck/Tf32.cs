using static TorchSharp.torch;

namespace NormFace.GpuCheck;

/// <summary>Whether float32 products may be computed in TF32. libtorch's default: in convolutions.</summary>
internal static class Tf32
{
    public static void Allow(bool isAllowed)
    {
        backends.cuda.matmul.allow_tf32 = isAllowed;
        backends.cudnn.allow_tf32 = isAllowed;
    }
}
