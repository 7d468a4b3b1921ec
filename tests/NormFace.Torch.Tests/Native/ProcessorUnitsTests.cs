using Xunit;

namespace NormFace.Native;

public class ProcessorUnitsTests
{
    [Fact]
    public void The_processor_computes_bfloat16_where_the_kernel_lists_such_units()
    {
        const string path = "/proc/cpuinfo";
        Assert.SkipUnless(
            File.Exists(path) && System.Runtime.Intrinsics.X86.X86Base.IsSupported,
            "The kernel's list of processor flags is Linux on x64.");
        var flags = File.ReadLines(path).First(line => line.StartsWith("flags", StringComparison.Ordinal)).Split(' ');

        Assert.Equal(flags.Contains("avx512_bf16") || flags.Contains("amx_bf16"), ProcessorUnits.ComputeBFloat16);
    }
}
