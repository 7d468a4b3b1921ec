using NormFace.Decoding;
using NormFace.Losses;
using NormFace.TestKit;
using NormFace.Theory;
using Xunit;

namespace NormFace;

public class PublicApiTests
{
    [Fact]
    public void The_surface_of_Core_is_the_snapshot() =>
        PublicApi.Matches(typeof(SoftmaxBound).Assembly, Snapshot("NormFace.Core.txt"));

    [Fact]
    public void The_surface_of_Imaging_is_the_snapshot() =>
        PublicApi.Matches(typeof(Picture).Assembly, Snapshot("NormFace.Imaging.txt"));

    [Fact]
    public void The_surface_of_Torch_is_the_snapshot() =>
        PublicApi.Matches(typeof(EmbeddingLoss).Assembly, Snapshot("NormFace.Torch.txt"));

    private static string Snapshot(string name) => SharedData.InRepository($"tests/NormFace.Torch.Tests/PublicApi/{name}");
}
