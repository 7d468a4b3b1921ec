using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Native;

public class RepeatableKernelsTests
{
    [Fact]
    public void A_GPU_takes_them_until_the_end_and_the_setting_before_comes_back()
    {
        Assert.False(RepeatableKernels.AreTaken());
        using (RepeatableKernels.On(DeviceType.CUDA))
        {
            Assert.True(RepeatableKernels.AreTaken());
            using (RepeatableKernels.On(DeviceType.CUDA))
            {
                using var sums = zeros(4).index_add_(0, tensor(new long[] { 1, 1, 3 }), tensor(new[] { 2f, 3, 4 }), 1);
                Assert.Equal([0f, 5, 0, 4], sums.data<float>().ToArray());
            }

            Assert.True(RepeatableKernels.AreTaken());
        }

        Assert.False(RepeatableKernels.AreTaken());
    }

    [Fact]
    public void The_processor_needs_none() => Assert.Null(RepeatableKernels.On(DeviceType.CPU));
}
