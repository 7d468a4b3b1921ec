using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Native;

public class AutocastTests
{
    [Fact]
    public void Products_are_bfloat16_inside_and_float32_after()
    {
        Assert.SkipUnless(Autocast.IsPresent, "This libtorch does not export its autocast functions.");
        using var layer = nn.Linear(4, 3);
        using var input = randn(2, 4, generator: new Generator(1));

        using (Autocast.BFloat16(DeviceType.CPU))
        {
            using var inside = layer.call(input);
            Assert.Equal(ScalarType.BFloat16, inside.dtype);
            using var total = inside.to(ScalarType.Float32).sum();
            total.backward();
        }

        using var after = layer.call(input);
        Assert.Equal(ScalarType.Float32, after.dtype);
        Assert.Equal(ScalarType.Float32, layer.weight!.grad!.dtype);
    }
}
