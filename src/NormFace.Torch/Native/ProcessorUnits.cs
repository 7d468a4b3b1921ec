using System.Runtime.Intrinsics.X86;

namespace NormFace.Native;

/// <summary>What this processor computes itself, as far as it decides how fast a network trains.</summary>
internal static class ProcessorUnits
{
    private const int Features = 7;                // leaf of CPUID; Intel's manual, volume 2, table 3-8
    private const int AmxBFloat16 = 22;            // of its first part, register EDX
    private const int VectorBFloat16 = 5;          // of its second part, register EAX: AVX512_BF16

    /// <summary>
    /// Whether it multiplies bfloat16 numbers. Without such units libtorch computes bfloat16 number by number: training
    /// is then ten times slower than in float32 and more.
    /// </summary>
    public static bool ComputeBFloat16 { get; } = X86Base.IsSupported
        && X86Base.CpuId(0, 0).Eax >= Features
        && (
            IsSet(X86Base.CpuId(Features, 0).Edx, AmxBFloat16)
                || IsSet(X86Base.CpuId(Features, 1).Eax, VectorBFloat16));

    private static bool IsSet(int register, int bit) => ((register >> bit) & 1) == 1;
}
