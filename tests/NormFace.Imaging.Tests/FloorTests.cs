using NormFace.Decoding;
using Xunit;

namespace NormFace;

public class FloorTests
{
    [Fact]
    public void Imaging_stands_on_Core_and_SkiaSharp_only()
    {
        var foreign = typeof(Picture).Assembly.GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .Order();

        Assert.Equal(["NormFace.Core", "SkiaSharp"], foreign);
    }
}
