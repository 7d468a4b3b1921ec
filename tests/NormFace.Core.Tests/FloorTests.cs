using NormFace.Theory;
using Xunit;

namespace NormFace;

public class FloorTests
{
    [Fact]
    public void Core_stands_on_the_base_library_and_Protobuf_only()
    {
        var foreign = typeof(SoftmaxBound).Assembly.GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.Equal(["Google.Protobuf"], foreign);
    }
}
