using NormFace.Verification;
using Xunit;

namespace NormFace;

public class FloorTests
{
    [Fact]
    public void Evaluation_refers_to_Core_and_to_managed_numerics_only()
    {
        var foreign = typeof(ScoreSet).Assembly.GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.Empty(foreign.Except(["NormFace.Core", "MathNet.Numerics"]));
    }
}
