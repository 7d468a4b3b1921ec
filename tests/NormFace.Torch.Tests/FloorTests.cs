using NormFace.Losses;
using Xunit;

namespace NormFace;

public class FloorTests
{
    [Fact]
    public void Torch_stands_on_Core_Imaging_and_TorchSharp_only()
    {
        var foreign = typeof(EmbeddingLoss).Assembly.GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .Order();

        Assert.Equal(["NormFace.Core", "NormFace.Imaging", "TorchSharp"], foreign);
    }

    [Fact]
    public void No_test_carries_its_own_copy_of_libtorch() =>
        Assert.Empty(Directory.GetFiles(AppContext.BaseDirectory, "libtorch*", SearchOption.AllDirectories));
}
