using NormFace.Recognition;
using Xunit;

namespace NormFace;

public class FloorTests
{
    [Fact]
    public void Faces_stands_on_the_floors_below_and_on_ONNX_Runtime_never_on_libtorch()
    {
        var foreign = typeof(FaceEmbedder).Assembly.GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "Google.Protobuf", "Microsoft.Extensions.DependencyInjection.Abstractions",
                "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Microsoft.ML.OnnxRuntime",
                "NormFace.Core", "NormFace.Imaging",
            ],
            foreign);
    }
}
