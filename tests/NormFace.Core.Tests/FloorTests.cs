using NormFace.Theory;
using Xunit;

namespace NormFace;

public class FloorTests
{
    [Fact]
    public void Core_refers_to_nothing_but_the_base_library()
    {
        var foreign = typeof(SoftmaxBound).Assembly.GetReferencedAssemblies()
            .Where(name => !name.Name!.StartsWith("System.", StringComparison.Ordinal));

        Assert.Empty(foreign);
    }
}
